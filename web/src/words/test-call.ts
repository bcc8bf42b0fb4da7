/** The words of a call that an AI employee makes to try it. */
import type { CallState } from "#domain/call/outcomes.ts";

const going: Record<CallState, (phone: string) => string> = {
  claimed: (phone) => `Calling ${phone}.`,
  dialing: (phone) => `Calling ${phone}.`,
  ringing: (phone) => `It rings at ${phone}.`,
  talking: (phone) => `Talking with ${phone}.`,
  ended: (phone) => `The call to ${phone} has ended.`,
};

export const testCallWords = {
  title: (name: string) => `Test call by ${name}`,
  number: "Number to call",
  simulatorAbout: "On the simulator any number: nobody is rung. Its last two digits choose how the call goes.",
  numberAbout: "Usually your own, with its country",
  line: "Line",
  noLine: "No line works now",
  call: "Test call",
  calling: (phone: string, state: CallState) => `${going[state](phone)} What is said appears here at its end.`,
  talked: (name: string, phone: string) => `${name} talked with ${phone}.`,
  ended: (phone: string, result: string) => `The call to ${phone} has ended: ${result}.`,
  simulated: "Simulated",
  transcript: "Transcript",
  you: "You",
  person: "The person",
};
