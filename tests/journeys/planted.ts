/** What a tip plants, and every secret behind it, to be searched for where nothing of it may be. */
import { holderOf, openSecret, type Holder } from '../../src/lib/sealed/cipher.ts';
import { keyTree, type KeyTree } from '../../src/lib/sealed/tree.ts';
import { piecesOf } from '../functions/forms.ts';
import { foundAmong } from '../functions/traces.ts';
import type { Keyed } from './desk.ts';
import { told } from './telling.ts';
import type { TestStack } from './world.ts';

export const planted = {
	story:
		'Vườn quế sau miếu bị đốn trộm lúc rạng sáng. Họ gọi từ 0900.000.774, đòi tiền vào số 0000 7741 2098 5536',
	exif: 'Máy ảnh của ông Tám Quế',
	file: 'chup-o-nha-tam-que',
	question: 'Họ chở gỗ đi bằng xe gì vậy ông/bà?',
	answer: 'Xe ba gác sơn xanh, không có biển số.',
	together: 'Hôm nay họ lại đến, ba người.',
	reply: 'Chúng tôi cử người đến xem ngay.',
	note: 'Hỏi kiểm lâm về vạt quế sau miếu'
};

/** What the page asks beside the story, and what the header of a tip holds of all: each in its one form. */
export const header = {
	phones: ['0900000774'],
	plates: ['76H112345'],
	accounts: ['0000774120985536'],
	places: ['sau cho tra cau']
};

/** Of one tip: what its sender holds, the key of its room, and who reads it. */
export type Kept = {
	id: string;
	code: string;
	tree: KeyTree;
	own: Holder;
	room: string;
	officer: Keyed;
};

/** All that a code makes, with the portal's own salt. */
export async function treeOf(stack: TestStack, code: string): Promise<KeyTree> {
	const config = await fetch(`${stack.origin}/_config.json`);
	const { deploymentId } = (await config.json()) as { deploymentId: string };
	return keyTree(code, deploymentId);
}

/** Each secret by name. */
export function secretsOf({
	code,
	tree,
	own,
	room,
	officer
}: Kept): [string, string | Uint8Array][] {
	const groups = code.match(/.{4}/g)!;
	const inHeader = Object.entries(header).map(([name, [word]]): [string, string] => [name, word!]);
	return [
		...piecesOf(Object.entries({ ...planted, ...told })),
		...inHeader,
		['phone as typed', '0900.000.774'],
		['account as typed', '0000 7741 2098 5536'],
		['plate as typed', '76-H1 123.45'],
		['code', code],
		['code with dashes', groups.join('-')],
		['code with spaces', groups.join(' ')],
		['root', tree.root],
		['seed', tree.seed],
		['sign', tree.sign],
		['claim', tree.claim],
		['lookup', tree.lookup],
		['identity of the sender', own.identity],
		['recipient of the sender', own.recipient],
		['verify key of the sender', own.signer.verify],
		['identity of the room', room],
		['identity of the officer', officer.holder.identity],
		['signing key of the officer', officer.holder.signer.secret],
		['sheet of the officer', officer.code],
		['sheet without dashes', officer.code.replace(/\W/g, '')]
	];
}

/** Names of the secrets that stand in a text. */
export const foundIn = (text: string, kept: Kept): string[] =>
	foundAmong(new Map([['', text]]), secretsOf(kept)).map((found) => found.replace(/ in $/, ''));

/** All of a tip that was sent, as only its sender's keys open it. */
export async function keptBy(
	stack: TestStack,
	{ code, reference }: { code: string; reference: string },
	officer: Keyed
): Promise<Kept> {
	const tree = await treeOf(stack, code);
	const own = await holderOf(tree);
	const [row] = await stack.sql<{ id: string; sealed: Uint8Array }[]>`
		select c.id, s.sealed from queue.cases c join tips.secrets s on s.case_id = c.id
		where c.reference = ${reference} and s.officer is null`;
	const { identity } = await openSecret(new Uint8Array(row!.sealed), own.identity);
	return { id: row!.id, code, tree, own, room: identity, officer };
}

/** Which of the planted texts each of these holds. */
export const plantedIn = (texts: readonly string[]) =>
	texts.map((text) => Object.values(planted).find((words) => text.includes(words)));
