/** The file: dropped or chosen, sent with its progress, and what the server says where it is refused. */
import { Alert, Anchor, Button, Group, Progress, Table, Title } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconAlertTriangle, IconCheck, IconDownload, IconFileSpreadsheet } from "@tabler/icons-react";
import { uploadWords } from "../../words/import-file.tsx";
import { dialogWords } from "../../words/ui.ts";
import { sampleFile, saveTemplate } from "./sample.ts";
import { Step } from "./steps.tsx";
import { type Sending, useUpload } from "./upload.ts";
import "./upload-step.css";

export function UploadStep({ onUploaded }: { onUploaded: (importId: string) => void }) {
  const { upload, sending, refusal, cancel } = useUpload(({ id }) => onUploaded(id));
  return (
    <Step at={0} title={uploadWords.title} about={uploadWords.about}>
      {refusal && <Refused {...refusal} />}
      {sending ? <SendingFile sending={sending} cancel={cancel} /> : <DropZone onFile={(file) => void upload(file)} />}
      <div className="imp-two">
        <div>
          <Title order={3} fz={14}>
            {uploadWords.needs}
          </Title>
          <Table withTableBorder mt="xs" fz="xs" data={uploadWords.needed} />
          <Group gap="md" mt="xs">
            <Anchor component="button" type="button" fz="sm" onClick={saveTemplate}>
              {uploadWords.template(<IconDownload size={14} aria-hidden className="imp-inline" />)}
            </Anchor>
            {!sending && (
              <Anchor component="button" type="button" fz="sm" onClick={() => void upload(sampleFile())}>
                {uploadWords.sample}
              </Anchor>
            )}
          </Group>
        </div>
        <div>
          <Title order={3} fz={14}>
            {uploadWords.checked}
          </Title>
          <ul className="imp-checks">
            {uploadWords.checks.map((sentence) => (
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

export function Refused({ fileName, message }: { fileName: string; message: string }) {
  return (
    <Alert
      className="imp-refused"
      color="red"
      variant="light"
      mb="md"
      role="alert"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={uploadWords.refused(fileName)}
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
      inputProps={{ "aria-label": uploadWords.choose }}
    >
      <span className="imp-drop-icon" aria-hidden>
        <IconFileSpreadsheet size={30} stroke={1.4} />
      </span>
      <b>{uploadWords.drop}</b>
      <span>{uploadWords.kinds}</span>
    </Dropzone>
  );
}

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
            aria-label={uploadWords.bar(fileName)}
          />
        </Progress.Root>
        <span role="status">{isSent ? uploadWords.reading : uploadWords.sent(sent, size, share)}</span>
      </div>
      <Button variant="default" size="xs" onClick={cancel}>
        {dialogWords.cancel}
      </Button>
    </div>
  );
}
