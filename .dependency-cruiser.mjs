// Who may import whom (ARCHITECTURE.md). tools/import-rules/fixture breaks each of these rules once, and `npm test` looks that it is seen.
const tests = '\\.(test|test-d)\\.tsx?$'
const notATest = { pathNot: [tests] }
const systems = '^(platform|systems)/'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'kernel-stands-alone',
      comment: 'The kernel knows no system, no server, no console.',
      from: { path: '^kernel/', ...notATest },
      to: { path: '^(platform|systems|server|console|storefront|tools|bench)/' },
    },
    {
      name: 'platform-knows-no-system',
      comment: 'The platform is there when a system is not.',
      from: { path: '^platform/', ...notATest },
      to: { path: '^systems/' },
    },
    {
      name: 'systems-meet-at-their-index',
      comment: 'Of another system only its index.ts is public, and its demo content to other demo content.',
      from: { path: `${systems}([^/]+)/`, pathNot: [tests, '/testing/'] },
      to: { path: systems, pathNot: ['^$1/$2/', `${systems}[^/]+/(index|fixtures)\\.ts$`] },
    },
    {
      name: 'systems-know-no-host',
      comment: 'A system runs under any server; only its hand-made screens use the primitives of the console.',
      from: { path: systems, pathNot: [tests, '\\.tsx$'] },
      to: { path: '^(server|console|storefront|tools|bench)/' },
    },
    {
      name: 'screens-use-the-primitives',
      comment: 'A hand-made screen is built from console/ui, not from the insides of the console.',
      from: { path: `${systems}.*\\.tsx$`, ...notATest },
      to: { path: '^(server|console|storefront|tools|bench)/', pathNot: ['^console/ui/'] },
    },
    {
      name: 'rules-are-pure',
      comment:
        'What is true of a record is decided without database, clock or network. Types cost nothing, so they are free.',
      from: { path: '\\.rules\\.ts$' },
      to: {
        pathNot: [
          '\\.rules\\.ts$',
          '(^|/)node_modules/zod/',
          '^kernel/fields/.*(?<!\\.view)\\.ts$',
          // Values in, values out, like a rule: what a grant is, and equal content as equal text.
          '^kernel/(access/(grant|permission)|audit/canonical)\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rules-have-no-context',
      comment: 'A rule that is handed a context could read and write through it: it is given values.',
      from: { path: '\\.rules\\.ts$' },
      to: { path: '^kernel/(data|operations|entity/ctx)|(^|/)node_modules/(@types/)?(pg|kysely)/' },
    },
    {
      name: 'ts-never-imports-tsx',
      comment:
        'The server runs .ts files without a build, and a screen must never be pulled into it. The console is built.',
      from: { path: '\\.ts$', pathNot: [tests, '\\.d\\.ts$', '^console/'] },
      to: { path: '\\.tsx$' },
    },
    {
      name: 'console-sees-no-server-code',
      comment: 'The console sees the metadata, the client, the views of fields and the screens of systems.',
      from: { path: '^console/', pathNot: [tests, '^console/journeys/'] },
      to: {
        path: '^(kernel|platform|systems|server|storefront|tools|bench)/',
        pathNot: [
          '^kernel/derive/(meta|client)[^/]*\\.ts$',
          '^kernel/fields/.*view\\.tsx?$',
          `${systems}[^/]+/screens\\.tsx$`,
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'storefront-sees-the-client-only',
      comment: 'Public sites talk HTTP.',
      from: { path: '^storefront/', ...notATest },
      to: {
        path: '^(kernel|platform|systems|server|console|tools|bench)/',
        pathNot: ['^kernel/derive/client[^/]*\\.ts$'],
      },
    },
    {
      name: 'server-is-the-top',
      comment: 'The server composes everything and nothing builds on it but the tools and the tests.',
      from: { pathNot: ['^(server|tools|bench|console/journeys)/', tests] },
      to: { path: '^server/' },
    },
    {
      name: 'no-cycles',
      comment:
        'Files that need each other at run time are one idea in two places. Types alone may refer to each other.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'imports-resolve',
      comment: 'An import that cannot be followed is one that no rule has looked at.',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '\\?url$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/|^tools/import-rules/fixture/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: new URL('tsconfig.json', import.meta.url).pathname },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
}
