import { describe, expect, it } from 'vitest';
import { draftDesk } from './desk-draft.ts';
import { markOf } from './key-mark.ts';
import { lead, listOf, officer, second, third } from './desk-people.ts';

const an = officer('Lê Thị An', lead, { lead: true });
const binh = officer('Trần Bình', second);
const chi = officer('Phạm Chi', third);
const names = (draft: ReturnType<typeof draftDesk>) =>
	draft.members.map(({ name, officer }) => `${name}: ${officer}`);

describe('the next desk list', () => {
	it('has everybody who belongs into it and has keys, and names the others', () => {
		const dung = officer('Võ Dũng', null);
		const gone = officer('Đỗ Gia', third, { wanted: false });
		const draft = draftDesk(null, [an, binh, dung, gone]);
		expect(names(draft)).toEqual(['Cán bộ 1: Lê Thị An', 'Cán bộ 2: Trần Bình']);
		expect(draft.missing).toEqual([dung]);
		expect([draft.version, draft.joined.length, draft.left]).toEqual([1, 2, []]);
	});

	it('leaves everybody who stays their number, in whatever order the server tells them', () => {
		const before = listOf([an, binh]);
		const draft = draftDesk(before, [chi, binh, an]);
		expect(names(draft)).toEqual([
			'Cán bộ 1: Lê Thị An',
			'Cán bộ 2: Trần Bình',
			'Cán bộ 3: Phạm Chi'
		]);
		expect(draft.joined.map(({ officer }) => officer)).toEqual(['Phạm Chi']);
		expect(draft.version).toBe(2);
	});

	it('gives nobody the number of somebody who leaves with it', () => {
		const draft = draftDesk(listOf([an, binh]), [an, { ...binh, wanted: false }, chi]);
		expect(names(draft)).toEqual(['Cán bộ 1: Lê Thị An', 'Cán bộ 3: Phạm Chi']);
		expect(draft.left).toEqual([{ name: 'Cán bộ 2', officer: 'Trần Bình' }]);
	});

	it('takes a key that opens and came from somebody else as somebody new, whatever key signs', async () => {
		const swapped = { ...binh, keys: { ...binh.keys!, recipient: chi.keys!.recipient } };
		const draft = draftDesk(listOf([an, binh]), [an, swapped]);
		expect(draft.joined.map(({ name }) => name)).toEqual(['Cán bộ 3']);
		expect(draft.left).toEqual([{ name: 'Cán bộ 2', officer: null }]);
		expect(await markOf(swapped.keys)).not.toBe(await markOf(binh.keys!));
		expect(await markOf(binh.keys!)).toMatch(/^[0-9a-f]{64}$/);
	});

	it('takes new keys of the same officer as somebody new', () => {
		const again = { ...binh, keys: chi.keys };
		const draft = draftDesk(listOf([an, binh]), [an, again]);
		expect(names(draft)).toEqual(['Cán bộ 1: Lê Thị An', 'Cán bộ 3: Trần Bình']);
		expect(draft.left).toEqual([{ name: 'Cán bộ 2', officer: null }]);
	});
});
