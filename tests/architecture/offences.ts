/** Small offences, one for each wall, and what must stay possible. */
/** A file that imports `what` and does nothing else. */
export const imports = (from: string, what = 'it') =>
	`import { ${what} } from '${from}';\nexport { ${what} };\n`;
export const WALL = 'no-restricted-imports';

export const forbidden: [who: string, file: string, code: string, rule: string][] = [
	['ui imports a room', 'src/lib/ui/x.ts', imports('#lib/booking/booking.ts'), WALL],
	['ui imports platform', 'src/lib/ui/x.ts', imports('#lib/platform/call.ts'), WALL],
	['ui climbs over the wall', 'src/lib/ui/x.ts', imports('../platform/call.ts'), WALL],
	['ui imports a contract', 'src/lib/ui/x.ts', imports('#contracts/booking.ts'), WALL],
	['platform imports ui', 'src/lib/platform/x.ts', imports('#lib/ui/icons.ts'), WALL],
	['platform imports a room', 'src/lib/platform/x.ts', imports('../queue/queue.ts'), WALL],
	[
		'platform but session imports auth-js',
		'src/lib/platform/x.ts',
		imports('@supabase/auth-js'),
		WALL
	],
	[
		'session imports the whole of supabase-js',
		'src/lib/platform/session-x.ts',
		imports('@supabase/supabase-js'),
		WALL
	],
	['sealed imports Svelte', 'src/lib/sealed/x.ts', imports('svelte'), WALL],
	['sealed imports platform', 'src/lib/sealed/x.ts', imports('#lib/platform/worker.ts'), WALL],
	[
		'a room names a door outside its verbs',
		'src/lib/queue/x.ts',
		imports('#contracts/queue.ts', 'doors'),
		WALL
	],
	[
		'a room calls outside its verbs',
		'src/lib/queue/x.ts',
		imports('#lib/platform/call.ts', 'call'),
		WALL
	],
	[
		"a room reads another room's contract",
		'src/lib/queue/x.ts',
		imports('#contracts/staff.ts'),
		WALL
	],
	['a room imports routes', 'src/lib/queue/x.ts', imports('../../routes/x.ts'), WALL],
	[
		'a room without codes imports sealed',
		'src/lib/queue/x.ts',
		imports('#lib/sealed/index.ts'),
		WALL
	],
	['a room imports supabase-js', 'src/lib/staff/staff.ts', imports('@supabase/supabase-js'), WALL],
	['a browser gets all of zod', 'src/lib/booking/x.ts', imports('zod'), WALL],
	['a page names a door', 'src/routes/x.ts', imports('#contracts/queue.ts', 'doors'), WALL],
	[
		'a page calls',
		'src/routes/x.svelte',
		`<script lang="ts">${imports('#lib/platform/call.ts', 'call')}</script>`,
		WALL
	],
	[
		'a function imports the app',
		'supabase/functions/booking/x.ts',
		imports('../../../src/lib/ui/icons.ts'),
		WALL
	],
	[
		'a function imports another function',
		'supabase/functions/booking/a/x.ts',
		imports('../../lookup/handler.ts'),
		WALL
	],
	[
		'_shared imports a function',
		'supabase/functions/_shared/planner/x.ts',
		imports('../../booking/handler.ts'),
		WALL
	],
	[
		'a page asks a table',
		'src/routes/x.ts',
		"export const rows = it.from('visits');\n",
		'no-restricted-syntax'
	],
	[
		'a room calls rpc past the door',
		'src/lib/queue/queue.ts',
		"export const rows = it.rpc('x');\n",
		'no-restricted-syntax'
	],
	[
		'a function logs a request',
		'supabase/functions/booking/x.ts',
		'console.log(request);\n',
		'no-console'
	],
	['the app logs', 'src/lib/queue/x.ts', "console.error('x');\n", 'no-console'],
	['a page alerts', 'src/routes/x.ts', "alert('x');\n", 'no-alert'],
	[
		'a page writes raw HTML',
		'src/routes/x.svelte',
		"<script>let a = '';</script>{@html a}",
		'svelte/no-at-html-tags'
	],
	[
		'a page styles inline',
		'src/routes/x.svelte',
		'<p style="color: red">x</p>',
		'svelte/no-inline-styles'
	],
	[
		'a page uses a style directive',
		'src/routes/x.svelte',
		'<p style:color="red">x</p>',
		'svelte/no-inline-styles'
	],
	['a file grows past 200 lines', 'src/lib/queue/x.ts', 'export {};\n'.repeat(201), 'max-lines'],
	[
		'a test is left out',
		'src/lib/queue/x.test.ts',
		"it.skip('x', () => undefined);\n",
		'no-restricted-syntax'
	],
	[
		'a journey has a browser that nobody watches',
		'tests/journeys/x.spec.ts',
		imports('@playwright/test', 'test'),
		WALL
	],
	[
		'a test sleeps',
		'tests/journeys/x.spec.ts',
		'await page.waitForTimeout(1);\n',
		'no-restricted-syntax'
	],
	[
		'work is left for later',
		'src/lib/queue/x.ts',
		'// TODO later\nexport {};\n',
		'no-warning-comments'
	]
];

export const allowed: [who: string, file: string, code: string][] = [
	[
		'ui imports ui and words',
		'src/lib/ui/x.ts',
		imports('./icons.ts') + imports('#lib/paraglide/messages', 'm')
	],
	['platform imports a contract', 'src/lib/platform/x.ts', imports('#contracts/door.ts')],
	['session imports auth-js', 'src/lib/platform/session-x.ts', imports('@supabase/auth-js')],
	[
		'sealed imports its crypto and the code',
		'src/lib/sealed/x.ts',
		imports('@noble/hashes/scrypt.js') + imports('#shared/code/index.ts', 'makeCode')
	],
	[
		'a verb names its door and calls it',
		'src/lib/queue/queue.ts',
		imports('#contracts/queue.ts', 'doors') + imports('#lib/platform/call.ts', 'call')
	],
	[
		"officers' verbs stand in a file of their own",
		'src/lib/booking/officer-booking.ts',
		imports('#contracts/booking.ts', 'doors')
	],
	[
		"a lead's verbs stand in a file of their own",
		'src/lib/booking/lead-booking.ts',
		imports('#contracts/booking.ts', 'doors')
	],
	[
		'a room uses shared logic and its shapes',
		'src/lib/booking/x.ts',
		imports('#shared/days/index.ts') + imports('#contracts/booking.ts', 'form')
	],
	[
		'a page composes rooms',
		'src/routes/x.ts',
		imports('#lib/queue/queue.ts') + imports('#lib/booking/booking.ts', 'days')
	],
	[
		'a function uses contracts and shared logic',
		'supabase/functions/booking/x.ts',
		imports('../_shared/contracts/booking.ts')
	],
	['arrays are made of things', 'src/lib/queue/x.ts', 'export const list = Array.from([1]);\n']
];
