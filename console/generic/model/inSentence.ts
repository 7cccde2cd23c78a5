/** A label inside an English sentence: `New licence`, but `New API key`. Chinese has no capitals and stays as it is. */
export const inSentence = (label: string) =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
