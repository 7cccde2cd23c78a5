import { refusal } from '@tenon/kernel/problem/problem.ts'
import { LRUCache } from 'lru-cache'
import type { Configuration, ServerMetadata } from 'openid-client'
import { isAllowedIssuer, providerFetch } from './egress.ts'
import type { Place } from './flow.ts'
import type { Provider } from './provider-store.ts'

export const unreachable = refusal('SSO_UNREACHABLE', 502, {
  en: 'The sign-in service of your organisation does not answer. Sign in with your password, or try again later.',
  zh: '贵组织的登录服务没有响应，请使用密码登录或稍后重试。',
})

/** Signatures that only the provider itself can make; never `none`, nor one made with a secret that we hold too. */
export const signatures = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'Ed25519',
  'EdDSA',
]

/** Read when the first person comes in this way, not at start. */
export const oidc = () => import('openid-client')

const seconds = 10
const configurations = new LRUCache<string, Promise<Configuration>>({ max: 200, ttl: 600_000 })

async function configure({ baseUrl }: Place, { issuer, clientId, clientSecret }: Provider): Promise<Configuration> {
  const library = await oidc()
  const { customFetch, discovery, allowInsecureRequests, enableNonRepudiationChecks } = library
  const isPlain = issuer.startsWith('http:') && isAllowedIssuer(issuer, baseUrl)
  const execute = isPlain ? [allowInsecureRequests] : []
  const fetch = providerFetch(baseUrl)
  const found = await discovery(new URL(issuer), clientId, {}, undefined, {
    [customFetch]: fetch,
    timeout: seconds,
    execute,
  })
  const { supportsPKCE: _, ...server } = found.serverMetadata()
  const offered = server.id_token_signing_alg_values_supported ?? ['RS256']
  const accepted = { id_token_signing_alg_values_supported: offered.filter(name => signatures.includes(name)) }
  const metadata = { ...server, ...accepted } as ServerMetadata
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const inHeader = methods.includes('client_secret_basic')
  const proof = inHeader ? library.ClientSecretBasic(clientSecret) : library.ClientSecretPost(clientSecret)
  const configuration = new library.Configuration(metadata, clientId, {}, proof)
  configuration[library.customFetch] = fetch
  configuration.timeout = seconds
  for (const setting of execute) setting(configuration)
  enableNonRepudiationChecks(configuration)
  return configuration
}

/** The provider as it describes itself, remembered for ten minutes. Throws SSO_UNREACHABLE. */
export function configurationOf(place: Place, provider: Provider): Promise<Configuration> {
  const key = `${place.baseUrl} ${provider.id} ${provider.version}`
  let configuration = configurations.get(key)
  if (!configuration) {
    configuration = configure(place, provider)
    configurations.set(key, configuration)
    configuration.catch(() => configurations.delete(key))
  }
  return configuration.catch(cause => {
    throw unreachable({}, { cause })
  })
}
