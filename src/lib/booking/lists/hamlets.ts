import { fold } from '#shared/text/index.ts';

export type Hamlet = {
	id: string;
	name: string;
	kind: 'thôn' | 'tổ dân phố';
	area: string;
	area_name: string;
};

/** "Thôn", "TDP", "Tổ dân phố số": what stands before a hamlet's own name. */
const before = /^(thon|tdp|to dan pho|to|khoi pho|khoi|khu dan cu|kdc|khu pho|xom|ap)\b\s*/;

const own = (name: string): string =>
	fold(name)
		.replace(/[^a-z0-9]+/g, ' ')
		.trim()
		.replace(before, '')
		.replace(/^so (?=\d)/, '')
		.replace(/\b0+(?=\d)/g, '');

/** "Thôn 3" is no "Tổ dân phố 3" where there are both. */
function sameKind(text: string, found: Hamlet[]): Hamlet[] {
	const words = fold(text);
	const kind = /^thon\b/.test(words) ? 'thôn' : /^(tdp|to)\b/.test(words) ? 'tổ dân phố' : null;
	const same = found.filter((hamlet) => hamlet.kind === kind);
	return same.length > 0 ? same : found;
}

/** The hamlets that may be meant, by id or by name with and without marks and "Thôn"; several where areas share a name. */
export function hamletOf(text: string, hamlets: readonly Hamlet[]): Hamlet[] {
	const byId = hamlets.filter(({ id }) => id === text);
	if (byId.length > 0) return byId;
	const wanted = own(text);
	if (wanted === '') return [];
	const found = hamlets.filter(({ name }) => own(name) === wanted);
	if (found.length !== 0) return sameKind(text, found);
	// "Thôn An Bình, phường Minh Họa": the hamlet first, then where it lies.
	const [first, ...rest] = text.split(/[,–-]/);
	if (rest.length === 0) return [];
	const namesakes = hamlets.filter(({ name }) => own(name) === own(first!));
	const named = sameKind(first!, namesakes);
	const there = fold(rest.join(' '));
	const narrowed = named.filter(({ area_name }) => there.includes(fold(area_name)));
	return narrowed.length > 0 ? narrowed : named;
}
