/** A form as it stands on a page, with what the page itself put into its fields. */
export interface PageForm {
  method: 'get' | 'post'
  /** Path and query. */
  action: string
  encoding: 'urlencoded' | 'multipart' | 'octets'
  /** `choices`: the values of a select or of the radio buttons of one name. */
  fields: { name: string; value: string; type: string; choices: string[] }[]
}

/** The forms of a page of ours, as its HTML has them. `address` is where the page lies. */
export function formsOf(html: string, address: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, tag, inner]) => {
    const fields = new Map<string, PageForm['fields'][number]>()
    const add = (name: string | null, value: string, type: string) => {
      if (name === null || name === '') return
      const known = fields.get(name)
      if (known && type === 'radio') known.choices.push(value)
      else fields.set(known ? `${name}\0${fields.size}` : name, { name, value, type, choices: type === 'radio' ? [value] : [] })
    }
    for (const [, element, attributes] of inner!.matchAll(/<(input|button)\b([^>]*)>/g)) {
      const type = attribute(attributes!, 'type') ?? (element === 'button' ? 'submit' : 'text')
      if (element === 'button' && type !== 'submit') continue
      add(attribute(attributes!, 'name'), attribute(attributes!, 'value') ?? '', element === 'button' ? 'button' : type)
    }
    for (const [, attributes, content] of inner!.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs)) add(attribute(attributes!, 'name'), decoded(content!), 'textarea')
    for (const [, attributes, content] of inner!.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
      const choices = [...content!.matchAll(/<option\b([^>]*)>/g)].map(([, option]) => attribute(option!, 'value') ?? '')
      const name = attribute(attributes!, 'name')
      if (name !== null) fields.set(`${name}\0select`, { name, value: choices[0] ?? '', type: 'select', choices })
    }
    return {
      method: attribute(tag!, 'method')?.toLowerCase() === 'post' ? ('post' as const) : ('get' as const),
      action: inside(attribute(tag!, 'action') ?? address, address),
      encoding: attribute(tag!, 'enctype') === 'multipart/form-data' ? ('multipart' as const) : ('urlencoded' as const),
      fields: [...fields.values()],
    }
  })
}

/** Where the links of a page lead, without those to other sites. */
export function linksOf(html: string, address: string): string[] {
  return [...html.matchAll(/<a\b([^>]*)>/g)].flatMap(([, tag]) => {
    const href = attribute(tag!, 'href')
    return href === null || /^(?:mailto|tel|https?|sms|zalo):/.test(href) ? [] : [inside(href, address)]
  })
}

function inside(href: string, address: string): string {
  const { pathname, search } = new URL(href, new URL(address, 'http://x'))
  return pathname + search
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)
  return found ? decoded(found[1]!) : null
}

function decoded(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
