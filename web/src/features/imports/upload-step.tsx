/** The file: dropped or chosen, sent with its progress, and what the server says where it is refused. */
import { Alert, Anchor, Button, Group, Progress, Table, Title } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconAlertTriangle, IconCheck, IconDownload, IconFileSpreadsheet } from "@tabler/icons-react";
import { sampleFile, saveTemplate } from "./sample.ts";
import { Step } from "./steps.tsx";
import { type Sending, useUpload } from "./upload.ts";
import "./upload-step.css";

export function UploadStep({ onUploaded }: { onUploaded: (importId: string) => void }) {
  const { upload, sending, refusal, cancel } = useUpload(({ id }) => onUploaded(id));
  return (
    <Step
      at={0}
      title="Upload a file"
      about="Each person needs a phone number. Any other column can go into what is said."
    >
      {refusal && <Refused {...refusal} />}
      {sending ? <SendingFile sending={sending} cancel={cancel} /> : <DropZone onFile={(file) => void upload(file)} />}
      <div className="imp-two">
        <div>
          <Title order={3} fz={14}>
            What the file needs
          </Title>
          <Table
            withTableBorder
            mt="xs"
            fz="xs"
            data={{
              head: ["phone", "first_name", "last_name", "anything else"],
              body: [
                ["+44 7700 900142", "Amelia", "Hartley", "Heat pump"],
                ["07700 900377", "Owen", "Pritchard", "Solar panels"],
              ],
            }}
          />
          <Group gap="md" mt="xs">
            <Anchor component="button" type="button" fz="sm" onClick={saveTemplate}>
              <IconDownload size={14} aria-hidden className="imp-inline" /> Template
            </Anchor>
            {!sending && (
              <Anchor component="button" type="button" fz="sm" onClick={() => void upload(sampleFile())}>
                Use 25 sample contacts
              </Anchor>
            )}
          </Group>
        </div>
        <div>
          <Title order={3} fz={14}>
            Checked for you
          </Title>
          <ul className="imp-checks">
            {checks.map((sentence) => (
              <li key={sentence}>
                <IconCheck size={15} aria-hidden />
                {sentence}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Step>
  );
}

const checks = [
  "Numbers, written any way, get their country",
  "The same number twice is one contact",
  "Numbers on the do-not-call list are left out",
  "You see every row before anything is stored",
];

export function Refused({ fileName, message }: { fileName: string; message: string }) {
  return (
    <Alert
      className="imp-refused"
      color="red"
      variant="light"
      mb="md"
      role="alert"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={`${fileName} was not taken`}
    >
      {message}
    </Alert>
  );
}

function DropZone({ onFile }: { onFile: (file: File) => void }) {
  return (
    <Dropzone
      onDrop={([file]) => file && onFile(file)}
      multiple={false}
      className="imp-drop"
      inputProps={{ "aria-label": "Choose a CSV or Excel file" }}
    >
      <span className="imp-drop-icon" aria-hidden>
        <IconFileSpreadsheet size={30} stroke={1.4} />
      </span>
      <b>Drop your file here, or click to choose</b>
      <span>CSV or Excel (.xlsx). Comma, semicolon, tab and any encoding work.</span>
    </Dropzone>
  );
}

const megabytes = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

function SendingFile({ sending: { fileName, sent, size }, cancel }: { sending: Sending; cancel: () => void }) {
  const isSent = sent >= size;
  const share = size === 0 ? 100 : Math.floor((sent / size) * 100);
  return (
    <div className="imp-sending">
      <IconFileSpreadsheet size={26} stroke={1.5} aria-hidden />
      <div>
        <b>{fileName}</b>
        <Progress.Root size={8} mt={6}>
          <Progress.Section
            value={isSent ? 100 : share}
            striped={isSent}
            animated={isSent}
            color="var(--o-in_progress)"
            aria-label={`Upload of ${fileName}`}
          />
        </Progress.Root>
        <span role="status">
          {isSent ? "Reading the file" : `${megabytes(sent)} of ${megabytes(size)} uploaded, ${share}%`}
        </span>
      </div>
      <Button variant="default" size="xs" onClick={cancel}>
        Cancel
      </Button>
    </div>
  );
}
