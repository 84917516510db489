import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet } from '@remix-run/react'

export function loader({ context }: LoaderFunctionArgs) {
  return { now: context.now() }
}

export default function PublicPages() {
  return <Outlet />
}
