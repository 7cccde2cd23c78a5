/** Who should go: the engineer whose skills and region fit a deployment and who has room that week. */

export type Skill = 'kubernetes' | 'containers' | 'linux' | 'networking' | 'database' | 'security' | 'airGapped'
export type Region = 'northChina' | 'eastChina' | 'southChina' | 'westChina' | 'asiaPacific' | 'europe' | 'americas'

export interface Job {
  readonly kind: 'initial' | 'update' | 'migration' | 'reinstallation'
  readonly environment: 'production' | 'staging' | 'disasterRecovery'
  readonly isOffline: boolean
  readonly region: Region | null
}
export interface Candidate {
  readonly id: string
  readonly name: string
  readonly expertise: readonly string[]
  readonly regions: readonly string[]
  /** Deployments within the seven days around the planned day, and as many as fit into a week. */
  readonly load: number
  readonly capacity: number
  /** How many deployments at this customer they have completed. */
  readonly visits: number
}
export interface Fit {
  /** 0 to 100. */
  readonly score: number
  readonly missing: readonly Skill[]
  readonly isNear: boolean
  readonly isFree: boolean
}

/** What a job asks of whoever does it. */
export function skillsFor({ kind, environment, isOffline }: Job): Skill[] {
  return [
    'linux',
    'containers',
    ...(environment === 'production' ? (['kubernetes'] as const) : []),
    ...(kind === 'migration' || environment === 'disasterRecovery' ? (['database'] as const) : []),
    ...(isOffline ? (['airGapped'] as const) : []),
  ]
}

const provinces: Readonly<Record<Region, RegExp>> = {
  northChina:
    /北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|beijing|tianjin|hebei|shanxi|liaoning|jilin|heilongjiang|dalian|shenyang/i,
  eastChina:
    /上海|江苏|浙江|安徽|福建|江西|山东|shanghai|jiangsu|zhejiang|anhui|fujian|jiangxi|shandong|suzhou|hangzhou|nanjing|ningbo|qingdao/i,
  southChina:
    /广东|广西|海南|湖北|湖南|河南|香港|澳门|guangdong|guangxi|hainan|hubei|hunan|henan|hong kong|shenzhen|guangzhou|wuhan/i,
  westChina:
    /重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|chongqing|sichuan|guizhou|yunnan|shaanxi|gansu|chengdu|xi'an|xinjiang/i,
  asiaPacific:
    /日本|韩国|新加坡|印度|澳大利亚|越南|泰国|马来西亚|japan|korea|singapore|india|australia|vietnam|thailand|malaysia|indonesia/i,
  europe:
    /德国|法国|英国|意大利|西班牙|荷兰|波兰|germany|france|united kingdom|england|italy|spain|netherlands|poland|austria|switzerland|sweden/i,
  americas: /美国|加拿大|墨西哥|巴西|united states|usa|canada|mexico|brazil/i,
}

/** The region of an address; null where none of its words tells. */
export function regionOf(address: readonly (string | null)[]): Region | null {
  const text = address.filter(Boolean).join(' ')
  const found = Object.entries(provinces).find(([, words]) => words.test(text))
  return (found?.[0] as Region | undefined) ?? null
}

const weights = { skill: 50, region: 20, load: 25, visits: 5 }

export function rate<C extends Candidate>(job: Job, candidate: C): C & Fit {
  const wanted = skillsFor(job)
  const missing = wanted.filter(skill => !candidate.expertise.includes(skill))
  const isNear = job.region === null || candidate.regions.includes(job.region)
  const room = Math.max(0, candidate.capacity - candidate.load) / candidate.capacity
  const score =
    (weights.skill * (wanted.length - missing.length)) / wanted.length +
    (isNear ? weights.region : 0) +
    weights.load * room +
    (candidate.visits > 0 ? weights.visits : 0)
  return { ...candidate, score: Math.round(score), missing, isNear, isFree: room > 0 }
}

/** The best first; who has no room that week comes after all who have, whatever they know. */
export const rank = <C extends Candidate>(job: Job, candidates: readonly C[]): (C & Fit)[] =>
  candidates
    .map(candidate => rate(job, candidate))
    .toSorted(
      (one, other) =>
        Number(other.isFree) - Number(one.isFree) ||
        other.score - one.score ||
        one.load - other.load ||
        one.name.localeCompare(other.name),
    )
