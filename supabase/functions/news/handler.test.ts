import { describe, expect, it } from 'vitest';
import { Refusal } from '../_shared/answer/index.ts';
import { handle } from './handler.ts';
import { portsOf, type Ports } from './ready.ts';

const id = '11111111-1111-4111-8111-111111111111';
const text = {
	...{ category: 'news', areas: [], campaign: null, cover: null, note: '' },
	...{ title: 'Cảnh báo', summary: '', body: 'Đừng **chuyển** tiền. <script>x</script>' }
};
const base64 = (bytes: number[]) => Buffer.from(bytes).toString('base64');
const letters = (word: string) => Array.from(word, (letter) => letter.charCodeAt(0));
/** Pictures with a head and nothing else: what they say of themselves is all that is asked here. */
const webp = (width: number, height: number) =>
	base64([
		...[...letters('RIFF0000WEBPVP8 '), 0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a],
		...[width & 255, width >> 8, height & 255, height >> 8]
	]);
const jpeg = (width: number, height: number) =>
	base64([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3]);

function scene(officer: Partial<ReturnType<Ports['officer']>> = {}) {
	const calls: unknown[][] = [];
	const note =
		(name: string, answer: unknown) =>
		async (...args: unknown[]) => {
			calls.push([name, ...args]);
			return answer as never;
		};
	const ports: Ports = {
		officer: () => ({
			save: note('save', { version: 1 }),
			ready: note('ready', null),
			image: note('image', { id }),
			...officer
		}),
		shelf: { put: note('put', undefined) }
	};
	return { ports, calls };
}
const refused = (work: Promise<unknown>) =>
	work.then(
		() => null,
		({ status, code, details }: Refusal) => [status, code, ...(details.fields ?? [])]
	);
const save = (over: object, at = scene()) =>
	handle(at.ports, {
		...{ action: 'news_save', key: id, id, version: 0, slug: null },
		text: { ...text, ...over }
	});
const image = (over: object, at = scene()) =>
	handle(at.ports, {
		...{ action: 'news_image', key: id, alt: 'Tổ tuần tra' },
		...{ files: [webp(480, 320), webp(960, 640)], share: jpeg(1200, 800) },
		...over
	});

describe('an editor who types', () => {
	it('has it kept with the tree that readers will see and the address of its title', async () => {
		const at = scene();
		await save({}, at);
		const tree = [{ tag: 'p', of: ['Đừng ', { tag: 'strong', of: ['chuyển'] }, ' tiền. x'] }];
		expect(at.calls).toEqual([
			['save', { key: id, request: { id, version: 0, slug: null, text } }, tree, 'canh-bao']
		]);
	});

	it.each([
		['nested too deep', { body: '>'.repeat(5000) }, 'body', 'too_deep'],
		['of a megabyte', { body: 'a'.repeat(1_000_000) }, 'body', 'too_long'],
		['with half a character', { body: 'a\ud800' }, 'body', 'bad_characters'],
		['with a nought', { body: 'a\0b' }, 'body', 'bad_characters'],
		['that turns the direction', { title: 'a\u202eb' }, 'title', 'bad_characters'],
		['of no known category', { category: 'gossip' }, 'category', 'bad_format']
	])('is told at the field when the text is %s', async (_, over, field, code) => {
		expect(await refused(save(over))).toEqual([422, 'invalid', { field, code }]);
	});
});

describe('an editor’s picture', () => {
	it('is kept by the hash of its bytes before any row names it', async () => {
		const at = scene();
		await image({}, at);
		expect(at.calls.map(([name, first]) => (name === 'put' ? first : name))).toEqual([
			'ready',
			expect.stringMatching(/^[0-9a-f]{64}\.webp$/),
			expect.stringMatching(/^[0-9a-f]{64}\.webp$/),
			expect.stringMatching(/^[0-9a-f]{64}\.jpeg$/),
			'image'
		]);
		expect(at.calls.at(-1)![3]).toMatchObject([
			{ type: 'webp', width: 480, height: 320, share: false },
			{ type: 'webp', width: 960, height: 640, share: false },
			{ type: 'jpeg', width: 1200, height: 800, share: true }
		]);
	});

	it.each([
		[
			'text that draws',
			{ files: [base64(letters('<svg xmlns="http://www.w3.org/2000/svg"/>'))] },
			'files.0',
			'not_an_image'
		],
		['a page', { share: base64(letters('<html>')) }, 'share', 'not_an_image'],
		['broken', { share: base64([0xff, 0xd8, 0xff, 0xe1, 255, 255, 1]) }, 'share', 'not_an_image'],
		['a WebP where all must read it', { share: webp(100, 100) }, 'share', 'not_an_image'],
		['of a hundred megapixels', { files: [webp(10_000, 10_000)] }, 'files.0', 'too_large'],
		['no base 64', { share: 'AAA' + '=AAAA' }, 'share', 'bad_format'],
		['without words', { alt: ' ' }, 'alt', 'required']
	])('that is %s is refused before a byte is kept', async (_, over, field, code) => {
		const at = scene();
		expect(await refused(image(over, at))).toEqual([422, 'invalid', { field, code }]);
		expect(at.calls).toEqual([]);
	});

	it('sent again after a lost answer is the same picture', async () => {
		const at = scene({ ready: async () => ({ id }) as never });
		expect(await image({}, at)).toEqual({ id });
		expect(at.calls).toEqual([]);
	});

	it('of somebody who may not is not kept', async () => {
		const at = scene({ ready: () => Promise.reject(new Refusal(403, 'role_missing')) });
		expect(await refused(image({}, at))).toEqual([403, 'role_missing']);
		expect(at.calls).toEqual([]);
	});
});

it('whoever has not signed in reaches nothing', async () => {
	const { officer } = portsOf({ storage: {} } as never, null);
	const at = scene();
	expect(await refused(save({}, { ...at, ports: { ...at.ports, officer } }))).toEqual([
		401,
		'sign_in'
	]);
	expect(await refused(handle(at.ports, { action: 'news_send' }))).toEqual([404, 'unknown_action']);
});
