import { extname } from 'node:path'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { fileTypeFromFile, supportedExtensions } from 'file-type'

const otherThanNamed = refusal('FILE_OTHER_THAN_NAMED', 422, {
  en: 'The file is named .{named}, but what it contains is {found}. Give it the ending of what it is.',
  zh: '文件名以 .{named} 结尾，但内容实际为{found}。请使用与内容相符的扩展名。',
})

/** Endings of one and the same kind of content, each list by its first. */
const families: readonly (readonly string[])[] = [
  ['jpg', 'jpeg', 'jpe', 'jfif'],
  ['tif', 'tiff'],
  ['mp4', 'm4v', 'm4a', 'm4p', 'm4b', 'mov', 'qt', 'f4v', 'f4a', '3gp', '3g2', 'heic', 'heif', 'avif'],
  ['ogg', 'oga', 'ogv', 'opus', 'ogx', 'spx', 'ogm'],
  ['mid', 'midi'],
  ['aif', 'aiff'],
  ['mpg', 'mpeg', 'mp1', 'mp2', 'mp3', 'm1v', 'm2v', 'aac'],
  ['asf', 'wma', 'wmv'],
  ['mkv', 'webm', 'mka'],
  ['gz', 'tgz', 'tar.gz'],
  ['bz2', 'tbz2'],
  ['cfb', 'doc', 'xls', 'ppt', 'msi', 'msg', 'vsd', 'mpp', 'wps', 'et', 'dps'],
  [
    'zip',
    'docx',
    'xlsx',
    'pptx',
    'docm',
    'xlsm',
    'pptm',
    'dotx',
    'xltx',
    'potx',
    'vsdx',
    'odt',
    'ods',
    'odp',
    'odg',
    'ott',
    'epub',
    'jar',
    'apk',
    'xpi',
    '3mf',
    'kmz',
    'ofd',
  ],
  ['xml', 'svg', 'html', 'htm', 'xhtml', 'kml', 'rss', 'drawio', 'plist', 'xsd', 'wsdl'],
  ['exe', 'dll', 'sys', 'com', 'scr'],
]
const familyOf = (ending: string) => families.find(family => family.includes(ending))?.[0] ?? ending

/** What is text, whatever text it is, and how it is called over HTTP. */
const texts: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  log: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  html: 'text/html',
  htm: 'text/html',
  svg: 'image/svg+xml',
  xml: 'application/xml',
}
/** Of old Office files the content tells only that they are some. */
const compounds: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
}
const unknown = 'application/octet-stream'

/** What always begins as its kind does: content that says nothing of itself is none of these. */
const certain = new Set(
  'png jpg jpeg gif webp bmp tif tiff pdf zip docx xlsx pptx odt ods odp gz 7z rar exe mp4 mov doc xls ppt'.split(' '),
)

/** Whether content that says what it is may go under this ending. */
function fits(named: string, found: string | undefined): boolean {
  if (found !== undefined) {
    if (familyOf(named) === familyOf(found)) return true
    return !supportedExtensions.has(named) && !(named in texts) && !(named in compounds)
  }
  return !certain.has(named)
}

/** The type of a file by what it contains. Throws FILE_OTHER_THAN_NAMED when its name says something else. */
export async function sniff(path: string, name: string): Promise<string> {
  const found = await fileTypeFromFile(path)
  const named = extname(name).slice(1).toLowerCase()
  if (named && !fits(named, found?.ext))
    throw otherThanNamed({ named, found: found ? `${found.mime} (.${found.ext})` : unknown })
  if (found && familyOf(found.ext) === 'cfb') return compounds[named] ?? found.mime
  return texts[named] ?? found?.mime ?? unknown
}
