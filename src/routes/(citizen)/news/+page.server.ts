import { builtLines } from '#lib/news/built-news.ts';
import { formatMoment } from '#lib/platform/format.ts';
import { areaOptions } from '#lib/unit/areas.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

/** Read as it was built; what is asked after, and what a press wants, is no matter of Kit's (docs/decisions/0051). */
export const csr = false;

/** The newest posts as the build knew them. */
export const load = () => {
	const { units, news } = snapshot;
	return {
		...(news ? builtLines(news.rows) : { built: null, mark: '' }),
		areas: areaOptions(units),
		units: units.units.map(({ code, police_name }) => ({ code, police_name })),
		made: formatMoment(units.as_of),
		origin: import.meta.env.SITE_ORIGIN ?? ''
	};
};
