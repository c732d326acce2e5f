/**
 * The walls of docs/architecture.md as ESLint's options: who may import whom. `eslint.config.js` raises them,
 * `walls.test.ts` runs against each.
 */
/** Every room that the design names, built or not: the walls stand before the rooms do. */
export const rooms = [
	'unit',
	'staff',
	'queue',
	'booking',
	'rounds',
	'lookup',
	'tips',
	'support',
	'fund',
	'news',
	'notify',
	'results'
];
/** Rooms that make or open codes or keys. */
const sealing = ['tips', 'lookup', 'booking', 'support', 'staff', 'fund'];

const code = '**/*.{js,ts,svelte}';
export const inside = (folder) => [`${folder}/${code}`];
const oneOf = (names) => `(?:${names.join('|')})`;
/** How a file in src can name something in src/lib. */
const lib = '^(?:#lib|\\$lib|\\.\\.(?:/\\.\\.)*(?:/lib)?)';

/* The bricks: each says what may not be imported, and why. */
const supabaseClient = {
	regex: '^@supabase/',
	message: 'the client of Supabase lives in platform/session alone; every door goes through call().'
};
const wholeZod = { regex: '^zod(?:/v4)?$', message: "Browsers get 'zod/mini': 92 KB against 8." };
const outOfSrc = {
	regex: '^(?:\\.\\./)+supabase/',
	message: 'Use #contracts/ or #shared/; nothing else of supabase/ is for the browser.'
};
const theWayOut = {
	regex: 'platform/(?:call|send|token)(?:\\.ts)?$',
	importNames: ['call', 'exchange', 'send', 'officerToken', 'keepTokens'],
	message: 'Only <room>.ts names a door and calls it.'
};
const doorsOfContracts = {
	regex: '^#contracts/',
	importNames: ['doors'],
	message: 'Only <room>.ts names a door and calls it.'
};
const only = (allowed, message) => ({ regex: `^(?!${allowed})`, message });
const testing = 'vitest$|fast-check$|node:';

/** ESLint keeps only the last options of a rule for a file, so every wall is the whole list for its files. */
const wall = (name, files, patterns, ignores = []) => ({
	name: `walls/${name}`,
	files,
	ignores,
	rules: { 'no-restricted-imports': ['error', { patterns }] }
});

const general = [supabaseClient, wholeZod, outOfSrc];

const ofRoom = (room) => {
	const bricks = [
		...general,
		{
			regex: `${lib}/${oneOf(rooms.filter((other) => other !== room))}(?:/|$)`,
			message: 'A room never imports a room. They meet in routes/ and in SQL.'
		},
		{ regex: '(?:^|/)routes/', message: 'Routes compose rooms, not the other way round.' },
		{
			// A large room has more than one, each named after it: `booking-postponing.ts`.
			regex: `^#contracts/(?!(?:${room}(?:-[a-z]+)?|basics|door|sealing)(?:\\.ts)?$)`,
			message: 'A room knows its own contract alone.'
		},
		...(sealing.includes(room)
			? []
			: [{ regex: `${lib}/sealed/`, message: 'This room makes and opens no codes.' }])
	];
	const verbs = [
		'',
		'officer-',
		'lead-',
		'lists-',
		'paper-',
		'figures-',
		'clocks-',
		'data-',
		'gatherings-',
		'views-',
		'duty-',
		'handover-',
		'live-',
		'audit-',
		'erasures-',
		'replies-',
		'merging-',
		'field-',
		'ledger-',
		'payments-',
		'public-',
		'bank-',
		'yearly-',
		'desk-',
		'campaigns-',
		'follow-',
		'reset-',
		'accounts-',
		'first-'
	].map((who) => `src/lib/${room}/${who}${room}.ts`);
	return [
		wall(
			`room-${room}`,
			inside(`src/lib/${room}`),
			[...bricks, theWayOut, doorsOfContracts],
			verbs
		),
		wall(`verbs-${room}`, verbs, bricks)
	];
};

/** A room may have a second function, where the first is not for everybody. */
const ofFunction = (room, folder = room) =>
	wall(`function-${folder}`, inside(`supabase/functions/${folder}`), [
		wholeZod,
		{
			regex: `^(?:\\.\\./)+${oneOf(rooms.filter((other) => other !== room))}/`,
			message: 'A function imports contracts, _shared logic and its own files.'
		},
		{
			regex: '^(?:#lib/|\\$|(?:\\.\\./)+(?:src|tests)/)',
			message: 'The edge knows nothing of the app.'
		},
		{
			regex: `^(?:\\.\\./)+_shared/contracts/(?!(?:${room}(?:-[a-z]+)?|basics|door|sealing|staff|queue|booking)\\.ts$)`,
			message: 'A function knows contracts of its own cases alone.'
		}
	]);

/** In this order: the last wall that names a file is the one that stands. */
export const walls = [
	wall('src', inside('src'), [...general, theWayOut, doorsOfContracts]),
	wall('ui', inside('src/lib/ui'), [
		only(`\\./|svelte(?:/|$)|uqr$|#lib/ui/|#lib/paraglide/|${testing}`, 'ui imports only ui.')
	]),
	wall(
		'ui-tests',
		['src/lib/ui/**/*.test.ts'],
		[only(`\\./|svelte(?:/|$)|zod/mini$|${testing}`, 'ui is tested with ui.')]
	),
	wall(
		'platform',
		inside('src/lib/platform'),
		[
			only(
				`\\./|svelte(?:/|$)|\\$app/|#contracts/|#shared/|#lib/platform/|#lib/paraglide/|zod/mini$|${testing}`,
				'platform imports contracts, and no room, no ui.'
			)
		],
		['src/lib/platform/session*']
	),
	wall(
		'session',
		['src/lib/platform/session*'],
		[
			only(
				`\\./|#contracts/|#shared/|#lib/platform/|@supabase/(?:auth|realtime)-js$|${testing}`,
				'session imports auth-js, realtime-js and platform; the whole supabase-js is 30 KB more.'
			)
		]
	),
	wall('sealed', inside('src/lib/sealed'), [
		only(
			`\\./|@noble/|@scure/base$|age-encryption$|#shared/(?:code|agefile)/|${testing}`,
			'sealed imports its crypto libraries and the forms of code and age file.'
		)
	]),
	...rooms.flatMap(ofRoom),
	wall('shared', inside('supabase/functions/_shared'), [
		wholeZod,
		{
			regex: `^(?:#|\\$|(?:\\.\\./)+(?:src|tests|local)/|(?:\\.\\./)+${oneOf(rooms)}/)`,
			message: '_shared is plain logic: relative imports of its own, and libraries.'
		}
	]),
	...rooms.map((room) => ofFunction(room)),
	ofFunction('notify', 'follow'),
	wall(
		'journeys',
		inside('tests/journeys'),
		[
			{
				regex: '^(?:@playwright/test|playwright(?:-core)?)$|/local/browser\\.ts$',
				importNames: ['test', 'chromium', 'firefox', 'webkit', 'launch'],
				message: 'world.ts has the test whose pages are watched: whoever they ask is noticed.'
			}
		],
		['tests/journeys/world.ts']
	)
];
