import { crc32, deflateSync } from "node:zlib";

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", header),
  ]);
}

/** A PNG in two colours; another `seed` gives another content. */
export function makePng(width = 64, height = 48, seed = 0): Buffer {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.concat([
      Buffer.from([0]),
      ...Array.from({ length: width }, (__, x) =>
        Buffer.from(
          x / width + y / height > 1 ? [230, 120, 40 + (seed % 200)] : [40, 90 + (seed % 160), 200],
        ),
      ),
    ]),
  );
  const data = pngChunk("IDAT", deflateSync(Buffer.concat(rows)));
  return Buffer.concat([pngHeader(width, height), data, pngChunk("IEND", Buffer.alloc(0))]);
}

/** A PNG of a few bytes that says it has so many pixels: decoding it would take all memory. */
export function makeHugePng(width: number, height: number): Buffer {
  return Buffer.concat([
    pngHeader(width, height),
    pngChunk("IDAT", deflateSync(Buffer.alloc(1_000))),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Silence of so many samples. */
export function makeWav(samples = 800): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples * 2, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples * 2, 40);
  return Buffer.concat([header, Buffer.alloc(samples * 2)]);
}

export const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
/** How a ZIP begins; whether it is a bomb is not looked into. */
export const zip = Buffer.concat([Buffer.from("504b030414000000080000002100", "hex"), Buffer.alloc(200)]);
export const svg = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
);
export const html = Buffer.from("<!doctype html><script>alert(document.domain)</script>");
