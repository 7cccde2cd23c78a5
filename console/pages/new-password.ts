/** The server's own limits; it alone knows which passwords are too common. */
export const shortest = 12

/** Characters as people count them, not UTF-16 units. */
export const lengthOf = (password: string) => [...password].length

/** What stands before the @ may not stand in the password, unless it is too short to say anything. */
export function containsName(password: string, email: string): boolean {
  const name = email.trim().toLowerCase().split('@')[0] ?? ''
  return name.length >= 4 && password.toLowerCase().includes(name)
}
