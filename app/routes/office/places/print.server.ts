import type { AppContext } from '#app/context.ts'
import { drawQrCode, findPlace, placeAddress, typedAddress } from '#app/schools/index.ts'
import type { School } from '#db/schema.ts'

/** What a sheet of one place shows. Throws a 404 where the school has no such place. */
export async function placeToPrint(context: AppContext, school: School, id: string | undefined) {
  const place = await findPlace(context.db, school, id ?? '')
  if (!place) throw new Response('', { status: 404 })
  const link = placeAddress(context.config.publicOrigin, place.code)
  return { place, link, address: typedAddress(context.config.publicOrigin, place.code), qr: drawQrCode(link) }
}
