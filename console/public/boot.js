// Runs before the first paint, so that no page flashes in another theme or language. A file of its own: the content
// security policy allows no inline script. Keep in step with app/preferences.tsx.
try {
  const choices = JSON.parse(localStorage.getItem('tenon.preferences') || '{}')
  const root = document.documentElement
  const touch = matchMedia('(max-width: 767.98px), (pointer: coarse)').matches
  const dark =
    choices.mode === 'dark' || (choices.mode !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  const more = choices.contrast === 'more' || matchMedia('(prefers-contrast: more)').matches
  const language = choices.language || (navigator.language || 'en').slice(0, 2)
  root.dataset.mode = dark ? 'dark' : 'light'
  root.dataset.density = touch ? 'touch' : choices.density || 'standard'
  root.dataset.accent = choices.accent || localStorage.getItem('tenon.accent') || 'petrol'
  root.dataset.contrast = more ? 'more' : 'normal'
  root.lang = language === 'zh' ? 'zh-CN' : 'en'
  // Asked for only when somebody may install it: by then it has the name in their language.
  if (language === 'zh') document.querySelector('link[rel=manifest]').href = '/manifest.zh.webmanifest'
} catch {
  document.documentElement.dataset.mode = 'light'
}
