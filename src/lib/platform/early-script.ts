/** The first line of an officer's page, which the build writes into its HTML (src/early-pages.ts, docs/decisions/0076). */
import type { Early, EarlyAnswer } from './early.ts';

export type Question = { url: string; body: string };

export type Told = {
	/** Under which names this browser keeps an officer's session and the portal's key. */
	session: string;
	portal: string;
	/** How a door is asked. */
	how: RequestInit;
	/** What this page asks whatever its address says, first of all who is here, and what besides where that names no more than a case. */
	always: readonly Question[];
	plainly: readonly Question[];
	/** What it asks then for who has one of these roles, as soon as it is known who is here. */
	ofRoles: readonly { roles: readonly string[]; question: Question }[];
	/** Files that a case needs besides. */
	ofCase: readonly string[];
};

/**
 * Asks what the page will ask first, as whoever is signed in here. Its text is what runs: it stands in the page alone, so that all it
 * uses is told to it. A token that ends within the minute is left to the client of Auth, which gets a new one.
 */
export function askEarly({ session, portal, how, always, plainly, ofRoles, ofCase }: Told): void {
	const config = fetch('/_config.json', { credentials: 'omit', referrerPolicy: 'no-referrer' });
	const early: Early = { config, token: null, asked: {} };
	globalThis.early = early;
	const names = [...new URLSearchParams(location.search).keys()];
	// After the files of the page itself, which are named below.
	if (names.includes('case'))
		document.addEventListener('DOMContentLoaded', () => {
			for (const href of ofCase)
				document.head.append(
					Object.assign(document.createElement('link'), { rel: 'modulepreload', href })
				);
		});
	// What did not come is asked for by the page.
	config.catch(() => undefined);
	let token: unknown;
	let known: string | null;
	try {
		const kept = JSON.parse(localStorage.getItem(session)!);
		if (!(kept.expires_at * 1000 - Date.now() > 60_000)) return;
		token = kept.access_token;
		known = localStorage.getItem(portal);
	} catch {
		// Nobody is signed in here, or nothing may be kept: the client of Auth says so itself.
		return;
	}
	if (typeof token !== 'string') return;
	early.token = token;
	const ask = async ({ url, body }: Question): Promise<EarlyAnswer> => {
		const apikey = known ?? (await (await config).clone().json()).publishableKey;
		const sentAt = Date.now();
		const answer = await fetch(url, {
			...how,
			body,
			headers: { apikey, 'content-type': 'application/json', authorization: `Bearer ${token}` },
			signal: AbortSignal.timeout(15_000)
		});
		return { answer, sentAt, receivedAt: Date.now() };
	};
	const keep = ({ url, body }: Question, answer: Promise<EarlyAnswer>) => {
		answer.catch(() => undefined);
		early.asked[url + body] = answer;
		return answer;
	};
	const [me] = always.map((question) => keep(question, ask(question)));
	if (!names.every((name) => name === 'case')) return;
	for (const question of plainly) keep(question, ask(question));
	const roles = me!.then(async ({ answer }) => (await answer.clone().json()).roles as string[]);
	roles.catch(() => undefined);
	for (const { roles: any, question } of ofRoles)
		keep(
			question,
			roles.then((held) => {
				if (any.some((role) => held.includes(role))) return ask(question);
				throw new Error('Of other roles.');
			})
		);
}

/** Remembers a press on the button of a form that nothing hears yet; `sendIfPressed` in `early-press.ts` takes it. */
export function keepPress(): void {
	const over = new AbortController();
	globalThis.press = { form: null, over };
	document.addEventListener(
		'submit',
		(event) => {
			event.preventDefault();
			const form = event.target as HTMLFormElement;
			form.setAttribute('aria-busy', 'true');
			globalThis.press!.form = form;
		},
		{ signal: over.signal }
	);
}
