import { builtLines } from '#lib/news/built-news.ts';
import { formatMoment } from '#lib/platform/format.ts';
import { areaOptions } from '#lib/unit/areas.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

/** The newest posts as the build knew them. */
export const load = () => {
	const { units, news } = snapshot;
	return {
		built: news ? builtLines(news.rows) : null,
		areas: areaOptions(units),
		units: units.units.map(({ code, police_name }) => ({ code, police_name })),
		made: formatMoment(units.as_of),
		origin: import.meta.env.SITE_ORIGIN ?? ''
	};
};
