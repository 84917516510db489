/** Any address that nothing else answers: thrown from a route of its own, so that the page has its language and its styles. */
export function loader(): never {
  throw new Response('', { status: 404 })
}

export const action = loader

export default function NotFound() {
  return null
}
