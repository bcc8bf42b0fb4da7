/** A file on its way to the server, with how much of it has gone. The file is kept to be read again otherwise. */
import { useEffect, useRef, useState } from "react";
import type { Encoding, Quote } from "#domain/contact/file-format.ts";
import { addressOf, ApiProblem } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { uploadWords } from "../../words/import-file.tsx";
import type { ContactImport } from "./import.ts";

/** What a person says of how the file is to be read; what is absent is detected. */
export interface Reading {
  encoding?: Encoding;
  delimiter?: string;
  quote?: Quote;
  header?: "true" | "false";
  sheet?: string;
}

export interface Sending {
  fileName: string;
  /** Bytes. */
  sent: number;
  size: number;
}

/** The files of this tab, by the import they became. A page that is loaded anew no longer has them. */
const files = new Map<string, File>();
export const fileOf = (importId: string): File | undefined => files.get(importId);

function send(
  file: File,
  query: Reading & { replaces: string | undefined },
  progress: (sent: number, size: number) => void,
) {
  const request = new XMLHttpRequest();
  const answer = new Promise<ContactImport>((resolve, reject) => {
    const fail = (status: number, document: unknown) =>
      reject(new ApiProblem(status, document, request.getResponseHeader("x-request-id")));
    request.upload.onprogress = ({ loaded, total }) => progress(loaded, total);
    request.onerror = () => fail(0, { code: "unreachable", detail: uploadWords.brokeOff });
    request.onabort = () => reject(new DOMException("", "AbortError"));
    request.onload = () => {
      const document = readJson(request.responseText);
      if (request.status === 201) resolve(document as ContactImport);
      else fail(request.status, document);
    };
    request.open("POST", addressOf("createImport", { query }));
    request.setRequestHeader("idempotency-key", crypto.randomUUID());
    const body = new FormData();
    body.append("file", file, file.name);
    request.send(body);
  });
  return { answer, cancel: () => request.abort() };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** One upload at a time. What the server refused stays to be read until the next try. */
export function useUpload(onUploaded: (made: ContactImport) => void) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [refusal, setRefusal] = useState<{ fileName: string; message: string } | null>(null);
  const cancel = useRef<() => void>(undefined);
  useEffect(() => () => cancel.current?.(), []);

  const upload = async (file: File, reading: Reading = {}, replaces?: string) => {
    setRefusal(null);
    setSending({ fileName: file.name, sent: 0, size: file.size });
    const { answer, cancel: stop } = send(file, { ...reading, replaces }, (sent, size) =>
      setSending({ fileName: file.name, sent: Math.min(sent, size), size }),
    );
    cancel.current = stop;
    try {
      const made = await answer;
      files.set(made.id, file);
      queryClient.setQueryData(keys.import(made.id), made);
      void queryClient.invalidateQueries({ queryKey: keys.imports });
      onUploaded(made);
    } catch (problem) {
      if (!(problem instanceof DOMException))
        setRefusal({ fileName: file.name, message: problem instanceof Error ? problem.message : String(problem) });
    } finally {
      cancel.current = undefined;
      setSending(null);
    }
  };
  return { upload, sending, refusal, cancel: () => cancel.current?.() };
}
