import { expect, it } from 'vitest';
import { markOf } from './mark.ts';
import { askAfter, type Live } from './plain-news.ts';

const told = { slug: 'canh-bao', title: 'Cảnh giác cuộc gọi giả danh' };
const built = (news: string, mark: string) =>
	({ dataset: { news, of: told.slug, mark } }) as unknown as HTMLElement;

/** Doors that say `answer`, and a list of what was shown. */
function asked(answer: unknown) {
	const shown: unknown[] = [];
	const say = async () => {
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const show = async () => (_: unknown, what: unknown) => void shown.push(what);
	const on = {
		...{ readPost: say, readCampaign: say, readCampaigns: say, readPosts: say },
		...{ post: show, campaign: show, campaigns: show, list: show }
	} as unknown as Live;
	return { on, shown };
}

for (const kind of ['post', 'campaign', 'campaigns']) {
	it(`a reader of a ${kind} that is as it was built is shown nothing anew`, async () => {
		const { on, shown } = asked(told);
		await askAfter(built(kind, markOf(told)), '', on);
		expect(shown).toEqual([]);
	});

	it(`a reader of a ${kind} that was corrected since the build is shown it as it is`, async () => {
		const { on, shown } = asked({ ...told, title: 'Đã sửa' });
		await askAfter(built(kind, markOf(told)), '', on);
		expect(shown).toEqual([{ ...told, title: 'Đã sửa' }]);
	});

	it(`a reader of a ${kind} without a line keeps what was built`, async () => {
		const { on, shown } = asked(new Error('unreachable'));
		await askAfter(built(kind, markOf(told)), '', on);
		expect(shown).toEqual([]);
	});
}
