import { beforeAll, describe, expect, it } from 'vitest';
import * as cipher from '#lib/sealed/cipher.ts';
import { nothing, type Answers } from './answers.ts';
import { categories } from './categories.ts';
import { answersOf, headerOf } from './content.ts';
import { sealed, type Given } from './sealing.ts';
import { dangerOptions, goingOptions, knowOptions, labelOf } from './words.ts';

/** Every question answered, each in words of its own. */
const full: Answers = {
	area: '21442',
	officials: 'unsure',
	desk: 'other',
	elsewhere: true,
	category: 'theft',
	story: 'Ba đêm liền có người bẻ khóa',
	asked: ['Xe máy cũ', 'Về hướng biển', 'Nhà đối diện có máy quay'],
	place: 'Bãi gửi sau chợ',
	point: '14,8731; 108,9426',
	when: 'Quá nửa đêm',
	going: 'repeats',
	who: 'Hai người đội mũ xanh',
	know: 'saw',
	danger: 'maybe',
	urgent: true
};

describe('what an officer reads', () => {
	it('is every answer to the questions that every sender is asked, in their order', () => {
		expect(answersOf({ ...full, asked: ['', '', ''] })).toEqual([
			{ q: 'Loại việc', a: 'Trộm cắp, cướp, cướp giật' },
			{ q: 'Nội dung sự việc', a: full.story },
			{ q: 'Nơi xảy ra', a: full.place },
			{ q: 'Tọa độ', a: '14.8731, 108.9426' },
			{ q: 'Ngày, giờ', a: full.when },
			{ q: 'Còn tiếp diễn không', a: 'Vẫn lặp lại' },
			{ q: 'Người liên quan', a: full.who },
			{ q: 'Vì sao biết', a: 'Tận mắt thấy hoặc nghe' },
			{ q: 'Có ai gặp nguy hiểm không', a: 'Có thể, trong những ngày tới' }
		]);
	});

	it('is what was answered to each question of each kind', () => {
		for (const { id, name, ask } of categories) {
			const lines = answersOf({ ...full, category: id });
			expect(lines[0]).toEqual({ q: 'Loại việc', a: name.vi });
			const own = ask.map(({ vi }, at) => ({ q: vi, a: full.asked[at] }));
			expect(lines.slice(6, 6 + ask.length), id).toEqual(own);
			expect(lines).toHaveLength(9 + ask.length);
		}
	});

	it('is each word that can be chosen, and none for what was left open', () => {
		for (const [field, q, options] of [
			['going', 'Còn tiếp diễn không', goingOptions({ locale: 'vi' })],
			['know', 'Vì sao biết', knowOptions({ locale: 'vi' })],
			['danger', 'Có ai gặp nguy hiểm không', dangerOptions({ locale: 'vi' })]
		] as const)
			for (const { value } of options) {
				const lines = answersOf({ ...full, [field]: value });
				expect(lines).toContainEqual({ q, a: labelOf(options, value) });
			}
		for (const { value } of dangerOptions())
			expect(headerOf({ ...full, danger: value }).danger).toBe(value === 'now');
		expect(answersOf(nothing())).toEqual([]);
		expect(answersOf({ ...nothing(), story: '  ', who: '\n', point: 'chợ' })).toEqual([]);
	});
});

describe('what goes out', () => {
	let own: Given['own'];
	let readers: Given['readers'];
	let room: cipher.PreparedTip;

	beforeAll(async () => {
		const [citizen, officer] = [await cipher.newHolder(), await cipher.newHolder()];
		const { recipient, signer } = officer;
		const recipients = [{ recipient, verify: signer.verify }];
		room = await cipher.prepareTip({ recipients, citizen });
		own = { code: '', lookupHash: 'a'.repeat(64), claim: 'b'.repeat(64), citizen };
		readers = { unit: '21439', list: { version: 3 } } as Given['readers'];
	});
	const go = (answers: Answers) => {
		const files = { refs: [], ids: ['00000000-0000-4000-8000-000000000001'] };
		const now = new Date('2026-11-27T02:41:00Z');
		return sealed(cipher, { answers, own, readers, room, proof: 'proof', files, now });
	};

	it('is the same outside the seal whatever was answered, but for the urgent mark', async () => {
		const other: Answers = {
			...full,
			category: 'child_abuse',
			story: 'Cháu bé bị nhốt',
			asked: ['Bảy tuổi', '', ''],
			place: 'Dãy trọ',
			point: '',
			when: '',
			going: 'now',
			who: '',
			know: 'told',
			danger: 'now',
			urgent: false
		};
		const [one, two] = [await go(full), await go(other)];
		expect([one.urgent, two.urgent]).toEqual([true, false]);
		const clear = ({ header, body, ...rest }: typeof one) => ({
			...rest,
			sizes: [header.length, body.length]
		});
		expect({ ...clear(one), urgent: false }).toEqual(clear(two));
		for (const file of [one.header, one.body, two.header, two.body])
			expect(atob(file)).toMatch(/^age-encryption\.org\/v1\n-> mlkem768x25519 /);
	});

	it('opens, with the key of the tip alone, to every answer and to what officers search by', async () => {
		const { header, body } = await go(full);
		const open = async (file: string) => {
			const bytes = Uint8Array.from(atob(file), (one) => one.charCodeAt(0));
			return (await cipher.openItem(bytes, room.room.identity)).envelope;
		};
		const first = await open(body);
		expect(first.at).toBe('2026-11-27T02:00:00Z');
		expect(first.content).toEqual({
			recipient: own.citizen.recipient,
			verify: own.citizen.signer.verify,
			claim: own.claim,
			category: 'theft',
			answers: answersOf(full),
			oversight: true,
			parts: []
		});
		expect((await open(header)).content).toEqual(headerOf(full));
		expect(headerOf(full)).toMatchObject({ category: 'theft', places: ['bai gui sau cho'] });
	});
});
