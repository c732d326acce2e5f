/** The headers of every kind of answer, against the list that `npm start` sends from. */
import { always, isSealed } from '../../supabase/local/headers.ts';
import { fault, type Found } from './finding.ts';
import type { Answer, Ask, Patient } from './patient.ts';
import { policyFaults } from './policy.ts';

type Kind = { name: string; path: string; page?: true; ask: (ask: Ask) => Promise<Answer> };

const get = (name: string, path: string, page?: true): Kind => ({
	...{ name, path, ask: (ask) => ask(path) },
	...(page && { page })
});
const post = (name: string, path: string, body: string): Kind => ({
	name,
	path,
	ask: (ask) => ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
});

/** One of each kind; the script is one that the first page names. */
const kindsOf = (script: string | null): Kind[] => [
	get('the first page', '/', true),
	get('the page of codes', '/tra-cuu', true),
	get('the page of tips in English', '/en/tips', true),
	get('an officers’ page', '/can-bo', true),
	get('an address that nobody has', '/khong-co-trang-nay', true),
	get('a file that nobody has', '/khong-co-tep-nay.png'),
	get('the settings of pages', '/_config.json'),
	...(script ? [get('a script', script)] : []),
	post('a door', '/rest/v1/rpc/unit_public', '{}'),
	post('an edge function', '/functions/v1/booking', '{"action":"booking_challenge"}'),
	post('Auth', '/auth/v1/token?grant_type=password', '{}')
];

export const scriptIn = (page: string): string | null =>
	/["'](\/_app\/immutable\/[\w./-]+\.js)["']/.exec(page)?.[1] ?? null;

/** The one header that holds more than one word of ours: a host may put the whole policy into it. */
const holds = (name: string, wanted: string, got: string) =>
	name === 'Content-Security-Policy' ? got.includes(wanted) : got === wanted;

function cacheFault({ path }: Kind, { headers, status }: Answer): string | null {
	const cache = headers.get('cache-control') ?? '';
	const kept = !/no-store/.test(cache);
	if ((isSealed(path) || /^\/(?:rest|auth|functions)\/v1\/|^\/_config/.test(path)) && kept)
		return 'may be kept in a cache (no-store is missing)';
	if (path.startsWith('/_app/immutable/') && status === 200 && !/immutable/.test(cache))
		return 'is not kept by browsers (immutable is missing), so each visit loads it anew';
	if (/max-age=(?!0\b)\d/.test(cache) && !path.startsWith('/_app/immutable/') && path !== '/')
		return 'is kept in caches for a time, and a corrected page is not seen';
	return null;
}

function faultsOf(kind: Kind, answer: Answer, https: boolean): string[] {
	const { headers } = answer;
	const said: string[] = [];
	for (const [name, wanted] of Object.entries(always)) {
		const got = headers.get(name);
		if (got === null) said.push(`lacks ${name}`);
		else if (!holds(name, wanted, got)) said.push(`has another ${name}`);
	}
	const age = Number(/max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '')?.[1]);
	if (https && !(age >= 31_536_000)) said.push('lacks Strict-Transport-Security of a year');
	if (headers.has('set-cookie')) said.push('sets a cookie');
	if ([...headers.keys()].some((name) => name.startsWith('access-control-')))
		said.push('opens itself to other sites (Access-Control-…)');
	const cache = cacheFault(kind, answer);
	if (cache) said.push(cache);
	if (kind.page) said.push(...policyFaults(answer));
	return said;
}

export async function headers({ ask, origin }: Patient): Promise<Found[]> {
	const home = await ask('/');
	const said = new Map<string, string[]>();
	for (const kind of kindsOf(scriptIn(home.text))) {
		const answer = await kind.ask(ask);
		for (const fault of faultsOf(kind, answer, origin.startsWith('https:')))
			said.set(fault, [...(said.get(fault) ?? []), kind.name]);
	}
	return [...said].map(([what, where]) =>
		fault(
			`${where.join(', ')}: ${what}.`,
			'Take the host’s files as the build writes them (docs/deploy/host.md), and let nothing between it and the reader add or drop a header.'
		)
	);
}
