const sheets = new WeakMap<Element, { text: string; sheet: CSSStyleSheet }>()

/** What antd writes lies below our own class rules and above the resets of base.css. */
function sheetOf(style: Element): CSSStyleSheet {
  const text = style.textContent ?? ''
  const known = sheets.get(style)
  if (known?.text === text) return known.sheet
  const sheet = known?.sheet ?? new CSSStyleSheet()
  sheet.replaceSync(`@layer antd{${text}}`)
  sheets.set(style, { text, sheet })
  return sheet
}

const isAntds = (node: Node) => node instanceof HTMLStyleElement && node.hasAttribute('data-rc-order')

/**
 * antd writes its styles into <head> while it runs. Here they are kept outside the document and adopted as constructed
 * style sheets, so that the content security policy can forbid every inline style; the other way would be a nonce that
 * the server puts into each page. To be called once, before anything is drawn.
 */
export function adoptAntdStyles(head: HTMLHeadElement = document.head): void {
  const place = document.createElement('div')
  const adopt = () => {
    document.adoptedStyleSheets = [...place.querySelectorAll('style')].map(sheetOf)
  }
  const { insertBefore, appendChild, removeChild } = head
  const insert = <T extends Node>(node: T, child: Node | null): T => {
    place.insertBefore(node, child?.parentNode === place ? child : null)
    // At once: components measure themselves in the layout effects of the same commit.
    adopt()
    return node
  }
  head.insertBefore = (node, child) =>
    (isAntds(node) ? insert(node, child) : insertBefore.call(head, node, child)) as typeof node
  head.appendChild = node => (isAntds(node) ? insert(node, null) : appendChild.call(head, node)) as typeof node
  head.removeChild = node => removeChild.call(node.parentNode === place ? place : head, node) as typeof node
  // Texts that change, and what antd takes out of the place itself.
  new MutationObserver(adopt).observe(place, { childList: true, subtree: true, characterData: true })
}
