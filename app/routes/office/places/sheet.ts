import type { LoaderFunctionArgs } from '@remix-run/node'
import { limitsOf } from '#app/calendar/index.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { placeSheets } from '#app/print/place-sheets.ts'
import type { PlaceSheet } from '#app/print/index.ts'
import { placeToPrint } from './print.server.ts'

/** One sheet of a place as PDF: `/office/ma-qr/<id>/in/to-a4.pdf`. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { school, now } = await requireStaff(request, context, 'place:view')
  const { place, link, address } = await placeToPrint(context, school, params.id)
  const kind = /^(.+)\.pdf$/.exec(params.file ?? '')?.[1] ?? ''
  if (!Object.hasOwn(placeSheets, kind)) throw new Response('', { status: 404 })
  const printed = { schoolName: school.name, placeName: place.name, code: place.code, link, address: address.host + address.path, answerDays: limitsOf(school).answerWorkingDays }
  const { placeSheetPdf } = await import('#app/print/index.ts')
  const file = await placeSheetPdf(kind as PlaceSheet, printed, now)
  return new Response(file as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="${place.code}-${kind}.pdf"` },
  })
}
