/** What may be wrong with the parts behind the host, and the words by which the doctor tells of it. */
import { gunzipSync } from 'node:zlib';
import { say, type Twist } from './ailing.ts';
import { at, edge, header, rpc, worded, type Ailment } from './ailing-hosts.ts';

const key = 'eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.c2lnbmF0dXJl';
const config = (change: object): Twist =>
	at('/_config.json', (answer) =>
		say(answer, { body: { ...(JSON.parse(answer.body.toString()) as object), ...change } })
	);
const later = (seconds: number): Twist =>
	at(rpc('unit_public'), (answer) => {
		const moment = new Date(Date.now() + seconds * 1000).toISOString();
		answer.body = Buffer.from(
			gunzipSync(answer.body)
				.toString()
				.replace(/"as_of":\s*"[^"]+"/, `"as_of":"${moment}"`)
		);
		delete answer.headers['content-encoding'];
	});

export const ofParts: Ailment[] = [
	[
		'a portal that does not say its key',
		'keys',
		at('/_config.json', (answer) => say(answer, { body: {} })),
		/does not say publishableKey/
	],
	[
		'a portal that serves the secret key',
		'keys',
		config({ publishableKey: key }),
		/gives everybody the key that opens everything/
	],
	[
		'a portal that serves no key of Supabase',
		'keys',
		config({ publishableKey: 'abc' }),
		/is no key of Supabase/
	],
	[
		'a script with the secret key in it',
		'keys',
		at(
			/start\.js/,
			worded((text) => `${text}//sb_secret_${'a'.repeat(30)}`)
		),
		/stands in \/_app\/immutable\/start\.js/
	],
	[
		'an API that exposes the officers’ schema',
		'access',
		at(/^\/rest\/v1\/officers/, (answer) => say(answer, { body: [] })),
		/reaches the schema staff without any key/
	],
	[
		'an API that exposes a schema without such a table',
		'access',
		at(/^\/rest\/v1\/users/, (answer) => say(answer, { status: 404, body: { code: 'PGRST205' } })),
		/reaches the schema auth/
	],
	[
		'a door of the functions that is open',
		'access',
		at(rpc('tips_load'), (answer) => say(answer, { body: '3' })),
		/for the edge functions alone with the public key/
	],
	[
		'a gateway that serves GraphQL',
		'access',
		at('/graphql/v1', (answer) => say(answer, { body: { data: { __typename: 'Query' } } })),
		/GraphQL answers/
	],
	[
		'a portal without units',
		'desk lists',
		at(rpc('unit_public'), (answer) => say(answer, { body: { units: [] } })),
		/gives no unit/
	],
	[
		'a proxy that packs answers to codes',
		'sealed answers',
		at(edge('lookup'), header('content-encoding', 'identity, x-packed')),
		/code is compressed/
	],
	[
		'a proxy that takes small bodies alone',
		'sealed answers',
		at(
			edge('tips'),
			(answer) =>
				void (Number(answer.asked['content-length']) > 1e6 && say(answer, { status: 413 }))
		),
		/does not get through/
	],
	[
		'a web server whose clock is late',
		'clocks',
		header('date', new Date(Date.now() - 600_000).toUTCString()),
		/fault: The clock of the web server is \d+ s behind/
	],
	[
		'a database whose clock is early',
		'clocks',
		later(40),
		/doubt: The clock of the database is \d+ s ahead/
	],
	[
		'a bucket of sealed parts that is public',
		'storage',
		at(/object\/public\/sealed/, (answer) =>
			say(answer, { status: 400, body: { message: 'Object not found' } })
		),
		/sealed parts is public/
	],
	[
		'a bucket that anybody lists',
		'storage',
		at(/object\/list\/sealed/, (answer) => say(answer, { body: [{ name: 'a' }] })),
		/may list the bucket sealed/
	],
	[
		'a portal without Auth',
		'auth',
		at('/auth/v1/settings', (answer) => say(answer, { status: 502 })),
		/does not say how it is set \(502\)/
	],
	[
		'Auth that makes accounts for anybody',
		'auth',
		at('/auth/v1/settings', (answer) =>
			say(answer, { body: { external: { email: true, anonymous_users: true } } })
		),
		/anonymous sign-ins/
	],
	[
		'Auth with ways that nobody asked for',
		'auth',
		at('/auth/v1/settings', (answer) =>
			say(answer, { body: { external: { email: true, github: true } } })
		),
		/sign in by github/
	],
	[
		'Auth that takes up no invitation',
		'auth',
		at('/auth/v1/settings', (answer) =>
			say(answer, { body: { external: { email: true }, disable_signup: true } })
		),
		/Sign-up is off/
	],
	[
		'Auth that waits for a mail',
		'auth',
		at('/auth/v1/settings', (answer) =>
			say(answer, { body: { external: { email: true }, mailer_autoconfirm: false } })
		),
		/question: Does Auth/
	],
	[
		'a host that packs nothing',
		'weights',
		at(
			/^\/(tra-cuu|_app)/,
			worded((text) => text)
		),
		/\d of \d files come unpacked/
	],
	[
		'a host whose pages are too heavy',
		'weights',
		at(
			'/tra-cuu',
			worded((page) => page + 'x'.repeat(120_000))
		),
		/first visit to \/tra-cuu brings 12\d KB/
	]
];
