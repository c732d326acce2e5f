/** The policy that stands in each page, against the one of svelte.config.js: nothing more may be allowed than it allows. */
import config from '../../svelte.config.js';
import type { Answer } from './patient.ts';

type Directives = Map<string, Set<string>>;

const hash = /^'?sha(?:256|384|512)-[A-Za-z0-9+/=_-]+'?$/;
const bare = (word: string) => word.replace(/^'|'$/g, '');

function parse(text: string): Directives {
	const directives = text.split(';').map((part) => part.trim().split(/\s+/));
	return new Map(
		directives
			.filter(([name]) => name)
			.map(([name, ...words]) => [name!.toLowerCase(), new Set(words.map(bare))])
	);
}

const decode = (text: string) =>
	text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** The policy in the head of a page. */
export function policyIn(page: string): Directives | null {
	const tag = /<meta\s[^>]*http-equiv="content-security-policy"[^>]*>/i.exec(page)?.[0] ?? '';
	const inPage = /\scontent="([^"]*)"/i.exec(tag)?.[1];
	return inPage ? parse(decode(inPage)) : null;
}

/** Every policy of an answer, of the head of the page and of the answer's own. */
function policiesOf({ headers, text }: Answer): Directives[] {
	const sent = headers.get('content-security-policy');
	return [policyIn(text), sent && parse(sent)].flatMap((one) => one || []);
}

const wanted = Object.entries(config.kit?.csp?.directives ?? {}).map(
	([name, words]) => [name, ([] as string[]).concat(words as never).map(bare)] as const
);

/** What the policies of a page let through that ours does not, by its directives. */
export function policyFaults(answer: Answer): string[] {
	const policies = policiesOf(answer);
	return wanted.flatMap(([name, allowed]) => {
		const told = policies.flatMap((policy) => policy.get(name) ?? []);
		if (told.length === 0) return [`says nothing of ${name}`];
		// The browser lets through what all of them do: one that is strict is enough. Hashes name bytes of ours.
		const strict = told.some((words) =>
			[...words].every((word) => word === 'none' || allowed.includes(word) || hash.test(word))
		);
		return strict ? [] : [`allows more in ${name} than we do`];
	});
}
