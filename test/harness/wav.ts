/** Sound for tests. */

const RATE = 8_000;
const CHANNELS = 2;
const BYTES_PER_SAMPLE = 2;

/**
 * So many seconds as lines record them: 8 kHz, 16 bits, two channels. The left one sounds in the first half of every
 * second, the right one, higher, in the second.
 */
export async function* toneAsWav(seconds: number): AsyncGenerator<Uint8Array> {
  const bytesPerSecond = RATE * CHANNELS * BYTES_PER_SAMPLE;
  yield headerOf(seconds * bytesPerSecond, bytesPerSecond);
  for (let second = 0; second < seconds; second++) yield toneOfASecond(bytesPerSecond);
}

/** The 44 bytes before the samples. http://soundfile.sapp.org/doc/WaveFormat/ */
function headerOf(dataBytes: number, bytesPerSecond: number): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(CHANNELS, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(bytesPerSecond, 28);
  header.writeUInt16LE(CHANNELS * BYTES_PER_SAMPLE, 32);
  header.writeUInt16LE(BYTES_PER_SAMPLE * 8, 34);
  header.write("data", 36);
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

function toneOfASecond(bytes: number): Buffer {
  const samples = Buffer.alloc(bytes);
  for (let n = 0; n < RATE; n++) {
    const [hertz, channel] = n < RATE / 2 ? [440, 0] : [660, 1];
    const value = Math.round(12_000 * Math.sin((2 * Math.PI * hertz * n) / RATE));
    samples.writeInt16LE(value, (n * CHANNELS + channel) * BYTES_PER_SAMPLE);
  }
  return samples;
}
