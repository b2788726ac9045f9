import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../e2e/chromium.ts';

/** Draws the application icon for packages from src-renderer/public/icon.svg: PNG for Linux, ICO for Windows, ICNS for macOS. */
const svg = readFileSync(new URL('../../src-renderer/public/icon.svg', import.meta.url), 'utf8');
const folder = new URL('../../src-main/hosts/electron/icons/', import.meta.url);

async function drawn(size: number): Promise<Buffer> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    return await page.screenshot({ omitBackground: true });
  } finally {
    await browser.close();
  }
}

/** ICO that holds PNG pictures, as Windows has read them since Vista. */
function ico(pictures: readonly { size: number; png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let at = head.length;
  pictures.forEach(({ size, png }, i) => {
    const entry = 6 + 16 * i;
    head[entry] = head[entry + 1] = size === 256 ? 0 : size;
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(at, entry + 12);
    at += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** ICNS that holds PNG pictures; the type says the size. */
function icns(pictures: readonly { type: string; png: Buffer }[]): Buffer {
  const parts = pictures.map(({ type, png }) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'latin1');
  head.writeUInt32BE(8 + parts.reduce((sum, part) => sum + part.length, 0), 4);
  return Buffer.concat([head, ...parts]);
}

mkdirSync(folder, { recursive: true });
const [s16, s32, s48, s128, s256, s512, s1024] = await Promise.all([16, 32, 48, 128, 256, 512, 1024].map(drawn));
const png = (bytes: Buffer | undefined): Buffer => bytes as Buffer;
writeFileSync(new URL('icon.png', folder), png(s512));
writeFileSync(
  new URL('icon.ico', folder),
  ico([
    { size: 16, png: png(s16) },
    { size: 32, png: png(s32) },
    { size: 48, png: png(s48) },
    { size: 256, png: png(s256) },
  ]),
);
writeFileSync(
  new URL('icon.icns', folder),
  icns([
    { type: 'ic07', png: png(s128) },
    { type: 'ic08', png: png(s256) },
    { type: 'ic09', png: png(s512) },
    { type: 'ic10', png: png(s1024) },
  ]),
);
console.log(fileURLToPath(folder));
