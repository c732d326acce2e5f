/** The keys that the portal gives to everybody, and what they open. */
import { fault, type Found } from './finding.ts';
import { scriptIn } from './headers.ts';
import { json, type Patient } from './patient.ts';

/** `secret` opens everything; `unknown` is no key of Supabase's. */
export type KeyKind = 'public' | 'secret' | 'unknown';

export function kindOfKey(key: string): KeyKind {
	if (key.startsWith('sb_publishable_')) return 'public';
	if (key.startsWith('sb_secret_')) return 'secret';
	const claims = /^eyJ[\w-]+\.([\w-]+)\.[\w-]+$/.exec(key)?.[1];
	if (!claims) return 'unknown';
	const { role } = Object(json(Buffer.from(claims, 'base64url').toString())) as { role?: string };
	return role === 'anon' ? 'public' : role === 'service_role' ? 'secret' : 'unknown';
}

/** Keys that open everything among the words of a file. */
const secretsIn = (text: string) =>
	(text.match(/sb_secret_[\w-]{8,}|eyJ[\w-]+\.[\w-]+\.[\w-]+/g) ?? []).filter(
		(word) => kindOfKey(word) === 'secret'
	);

const renew =
	'Take it away, and make a new one at once: the old one has been read (docs/deploy/secrets.md).';

export async function keys({ ask, config, known }: Patient): Promise<Found[]> {
	if (!config)
		return [
			fault(
				'/_config.json does not say publishableKey and deploymentId: no page can ask anything.',
				'Let the host serve that file with both (docs/deploy/host.md).'
			)
		];
	const found: Found[] = [];
	const kind = kindOfKey(config.publishableKey);
	if (kind === 'secret')
		found.push(fault('/_config.json gives everybody the key that opens everything.', renew));
	if (kind === 'unknown')
		found.push(
			fault(
				'The publishableKey of /_config.json is no key of Supabase’s.',
				'Write the project’s publishable (or anon) key into it.'
			)
		);
	const home = await ask('/');
	const script = scriptIn(home.text);
	const places = [
		['/', home.text],
		['/_config.json', (await ask('/_config.json')).text],
		...(script ? [[script, (await ask(script)).text]] : [])
	] as [string, string][];
	const told = Object.entries(known.secrets ?? {}).filter(([, value]) => value.length >= 16);
	for (const [path, text] of places) {
		// The one of /_config.json is told above.
		const others = secretsIn(text).filter((key) => key !== config.publishableKey);
		if (others.length > 0)
			found.push(fault(`A key that opens everything stands in ${path}.`, renew));
		for (const [name, value] of told)
			if (text.includes(value)) found.push(fault(`The secret ${name} stands in ${path}.`, renew));
	}
	return found;
}

/** Rows and doors that nobody from outside may have; each is only read. */
const closed = [
	...['staff', 'queue', 'booking', 'tips', 'auth', 'storage'].map((schema) => ({
		what: `the schema ${schema}`,
		path: `/rest/v1/${schema === 'auth' ? 'users' : schema === 'storage' ? 'objects' : 'officers'}?limit=1`,
		profile: schema,
		todo: 'Expose the schema public alone: PGRST_DB_SCHEMAS=public, or Settings, API, Exposed schemas.'
	})),
	{
		what: 'a door that is for the edge functions alone',
		path: '/rest/v1/rpc/tips_load',
		profile: 'public',
		todo: 'Apply the migrations anew and look for grants made by hand: npm run doctor with --db names them.'
	}
];

/** PostgREST says of a schema that it does not expose that it is not acceptable, before it looks for the table. */
const unexposed = new Set(['PGRST106']);

export async function access({ ask, config }: Patient): Promise<Found[]> {
	const found: Found[] = [];
	const bare = { 'content-type': 'application/json' };
	for (const headers of [bare, { ...bare, apikey: config?.publishableKey ?? '' }])
		for (const { what, path, profile, todo } of closed) {
			const rpc = path.includes('/rpc/');
			const answer = await ask(path, {
				method: rpc ? 'POST' : 'GET',
				headers: { ...headers, 'accept-profile': profile },
				...(rpc && { body: '{}' })
			});
			const { code } = Object(json(answer.text)) as { code?: string };
			const open = answer.status < 300 || (!rpc && code === 'PGRST205');
			if (!open || unexposed.has(code ?? '')) continue;
			const who = 'apikey' in headers ? 'with the public key' : 'without any key';
			found.push(fault(`Anybody reaches ${what} ${who}.`, todo));
		}
	const graphql = await ask('/graphql/v1', {
		method: 'POST',
		headers: { ...bare, apikey: config?.publishableKey ?? '' },
		body: '{"query":"{__typename}"}'
	});
	if (graphql.status === 200 && Object(json(graphql.text)).data)
		found.push(
			fault(
				'GraphQL answers, beside the doors.',
				'Let the host pass on only the five paths of docs/deploy/host.md, and `drop extension pg_graphql`.'
			)
		);
	return found;
}
