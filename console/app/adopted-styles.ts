const sheets = new WeakMap<Element, { text: string; sheet: CSSStyleSheet }>()

/** Everything antd writes goes below our own class rules and above the resets of base.css. */
function sheetOf(style: Element): CSSStyleSheet {
  const text = style.textContent ?? ''
  const known = sheets.get(style)
  if (known?.text === text) return known.sheet
  const sheet = known?.sheet ?? new CSSStyleSheet()
  sheet.replaceSync(`@layer antd{${text}}`)
  sheets.set(style, { text, sheet })
  return sheet
}

/**
 * Where antd puts its <style> elements: a place outside the document, mirrored into constructed style sheets. The
 * content security policy may then forbid every inline style, which the server would otherwise have to open with a nonce
 * in each page.
 */
export function adoptedStyles(): HTMLElement {
  const place = document.createElement('div')
  const adopt = () => {
    document.adoptedStyleSheets = [...place.querySelectorAll('style')].map(sheetOf)
  }
  // At once for new ones: components measure themselves in layout effects of the same commit.
  const insertBefore = place.insertBefore.bind(place)
  place.insertBefore = (node, child) => {
    const inserted = insertBefore(node, child)
    adopt()
    return inserted
  }
  new MutationObserver(adopt).observe(place, { childList: true, subtree: true, characterData: true })
  return place
}
