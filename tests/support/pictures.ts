import sharp from 'sharp'
import { attachFiles, receiveFile, waitingFiles } from '#app/attachments/index.ts'
import type { TestApp } from './app.ts'

interface PhotoFacts {
  width: number
  height: number
  /** With the data a telephone writes beside the picture: where, when, with what, and how it was held. */
  secrets?: boolean
  /** Another number gives another picture. */
  seed?: number
}

/** A photo as a telephone takes it, with something to see in it. */
export async function photo({ width, height, secrets = false, seed = 1 }: PhotoFacts): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="hsl(${(seed * 67) % 360}, 40%, 60%)"/>
    <circle cx="${width / 2}" cy="${height / 2}" r="${Math.min(width, height) / 4}" fill="#7a2b1d"/>
  </svg>`
  const picture = sharp(Buffer.from(svg)).flatten({ background: '#ffffff' })
  if (!secrets) return picture.jpeg({ quality: 90 }).toBuffer()
  return picture
    .withIccProfile('p3')
    .withExif({
      IFD0: { Make: 'SAMSUNG-BIMAT', Model: 'SM-A155F', Orientation: '6' },
      IFD2: { DateTimeOriginal: '2026:11:20 07:12:13' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '10/1 43/1 5512/100', GPSLongitudeRef: 'E', GPSLongitude: '106/1 38/1 1234/100' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** Puts a photo into a case as if its sender had sent it along, and returns its id. */
export async function attachPhoto({ db, files, secrets, now }: Pick<TestApp, 'db' | 'files' | 'secrets' | 'now'>, school: { id: string }, caseId: string, facts: Partial<PhotoFacts> = {}): Promise<string> {
  const day = now().slice(0, 10)
  const received = await receiveFile({ db, files, secrets }, school, one(await photo({ width: 400, height: 300, ...facts })), day)
  if ('problem' in received) throw new Error(received.problem)
  const { files: [file] } = await waitingFiles({ db, secrets }, school, [received.token])
  await db.transaction().execute((tx) => attachFiles(tx, { schoolId: school.id, caseId, messageId: null, origin: 'parent' }, [file!.id], day))
  return file!.id
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
