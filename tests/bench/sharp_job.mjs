// The plain job with sharp at its fastest (level 1, no filter): sharp_job.mjs INPUTS OUT.png REPETITIONS
// sharp turns and cuts in this order only when each is a pipeline of its own; raw pixels pass between them.
import { readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';

const [folder, out, repetitions] = process.argv.slice(2);
sharp.cache(false);
sharp.concurrency(2);
const jpeg = readFileSync(`${folder}/photo.jpg`);
const plate = readFileSync(`${folder}/plate.rgb`);
const mask = readFileSync(`${folder}/mask.gray`);
const size = { width: 1500, height: 1700 };
const crop = { left: 800, top: 150, width: 2382, height: 2700 };
const angle = (7.5 * Math.PI) / 180;
// The turned picture's box begins at whole pixels; these fractions bring its middle onto one.
const turning = { interpolator: sharp.interpolators.bicubic, odx: 0.33, ody: 0.37 };
const middle = { left: 105, top: 91, ...size };
const turn = [[Math.cos(angle), -Math.sin(angle)], [Math.sin(angle), Math.cos(angle)]];
const raw = (info) => ({ raw: { width: info.width, height: info.height, channels: info.channels } });
const pixels = (pipeline) => pipeline.raw().toBuffer({ resolveWithObject: true });

async function transform(photo) {
  const turned = await pixels(sharp(photo.data, raw(photo.info)).extract(crop)
    .resize({ ...size, fit: 'fill', kernel: 'lanczos3' }).affine(turn, turning));
  return pixels(sharp(turned.data, raw(turned.info)).extract(middle)
    .joinChannel(mask, { raw: { ...size, channels: 1 } }));
}

const blend = (pet) => pixels(sharp(plate, raw({ width: 4500, height: 5400, channels: 3 }))
  .composite([{ input: pet.data, ...raw(pet.info), left: 1500, top: 1700 }]).removeAlpha());

const encode = (picture) => sharp(picture.data, raw(picture.info)).withMetadata({ density: 300 })
  .png({ compressionLevel: 1, adaptiveFiltering: false }).toBuffer();

const runs = [];
let picture, png;
for (let i = 0; i < Number(repetitions); ++i) {
  const marks = [performance.now()];
  const stage = async (work) => {
    const made = await work;
    marks.push(performance.now());
    return made;
  };
  const photo = await stage(pixels(sharp(jpeg)));
  const pet = await stage(transform(photo));
  picture = await stage(blend(pet));
  png = await stage(encode(picture));
  runs.push(marks.slice(1).map((mark, stage) => mark - marks[stage]));
}
// Not from resourceUsage, which begins with what whoever started this had.
const [, kilobytes] = readFileSync('/proc/self/status', 'utf8').match(/VmHWM:\s+(\d+)/);
console.log(JSON.stringify({ runs, rss_mb: Number(kilobytes) / 1024 }));
writeFileSync(out, png);
writeFileSync(`${out}.rgb`, picture.data);
