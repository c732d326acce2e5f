import { describe, expect, it } from 'vitest';
import { day, entry, id, row, stop } from './field-scene.ts';
import { theirWords } from './field-their-words.ts';
import {
	entryTitle,
	lateWords,
	mapLink,
	personWords,
	readyWords,
	refusedWords,
	saidWords,
	stopName,
	whereOf
} from './field-words.ts';

const outcome = (more = {}) =>
	entry(
		'rounds_outcome',
		475,
		{
			id: id(2),
			began: null,
			people: [{ id: id(20), outcome: 'captured', receiver: null, note: null }]
		},
		more
	);

describe('what an officer reads on the road', () => {
	it('names a house by its people, and a visit that nobody confirmed by that', () => {
		expect(stopName(stop(2))).toBe('Nguyễn Thị Lụa');
		expect(stopName(stop(2, { rows: [] }))).toBe('Chưa xác nhận, chưa có tên');
		expect(stopName(stop(2, { kind: 'gathering', name: 'Nhà văn hóa' }))).toBe('Nhà văn hóa');
	});

	it('says needs in words, and where the house is as the family says it', () => {
		expect(personWords(row(2).people[0]!)).toBe('Cấp đổi thẻ, Tuổi cao, yếu');
		expect(whereOf(row(2))).toBe('sau nhà văn hóa, Tân Tự, Phổ Minh');
	});

	it('says what is missing in the house, or that nobody asked', () => {
		expect(readyWords(row(2))).toBe('Chuẩn bị: chưa hỏi');
		const answers = { power: 'not_yet', seat: 'yes', papers: 'unsure', home: 'yes' } as const;
		expect(readyWords(row(2, { readiness: answers }))).toBe('Chưa có: điện. Chưa rõ: giấy tờ');
	});

	it('shows the way to the hamlet, the finest point there is, and none to a place that nobody has drawn', () => {
		const { places } = day().ground;
		expect(mapLink(places, places[1]!.id)).toBe('geo:14.8,108.96?q=14.8,108.96(Th%C3%B4n%202)');
		expect(mapLink(places, 'area:00000')).toBeNull();
	});
});

describe('what an officer says on the phone', () => {
	const said = (more: Partial<Parameters<typeof lateWords>[2]> = {}) =>
		lateWords('Công an phường Đức Phổ', stop(2), {
			start: 620,
			late: true,
			reached: true,
			...more
		});

	it('begins with the two words, by which the family knows that it is the team', () => {
		expect(said()).toMatch(/^Hai từ của ông\/bà: lúa, sông\./);
	});

	it('says the new hour and asks, when the promise is lost', () => {
		expect(said()).toContain('cán bộ đến muộn, khoảng 10:20. Giờ đã hẹn là 07:30 đến 09:30.');
	});

	it('says that the promise holds, when only the hour is another', () => {
		expect(said({ late: false, start: 500 })).toContain('khoảng 08:20, vẫn trong giờ đã hẹn');
	});

	it('promises no hour where no road leads', () => {
		expect(said({ reached: false })).toContain('đường bị tắc nên hôm nay không đến được');
	});
});

describe('two words on one house', () => {
	it('shows what stands on the server beside what was said here', () => {
		const theirs = stop(2, {
			rows: [
				row(2, {
					state: 'revisit',
					people: row(2).people.map((person) => ({ ...person, outcome: 'absent' }))
				})
			]
		});
		expect(saidWords(outcome(), theirs)).toBe('Nguyễn Thị Lụa: Đã thu nhận');
		expect(theirWords(outcome(), theirs)).toBe('Nguyễn Thị Lụa: Vắng nhà. Cần đến lần nữa');
		expect(entryTitle(outcome(), theirs)).toBe('Kết quả: Nguyễn Thị Lụa');
	});

	it('says the state that came with the refusal, where the house is no longer on the day', () => {
		const refused = outcome({ state: 'refused', problem: { code: 'stale', field: 'cancelled' } });
		expect(theirWords(refused, undefined)).toBe('Đã hủy. Không còn trong ngày này.');
	});

	it('tells of a plan that has to be made anew', () => {
		const refused = entry(
			'rounds_replan',
			500,
			{ stops: [] },
			{ state: 'refused', problem: { code: 'stale', field: 'version' } }
		);
		expect(refusedWords(refused)).toContain('Giờ mới cần tính lại');
	});
});
