/** A report in the order in which it is read: each model with the figures of its programme, then the programmes that are no model. */
import type { Figure, Model, Programme } from '#contracts/results.ts';

export type Part = { model: Model | null; programme: Programme | null; figures: Figure[] };

export function partsOf(report: { models: readonly Model[]; figures: readonly Figure[] }): Part[] {
	const of = (programme: Programme | null) =>
		report.figures.filter((figure) => figure.programme === programme);
	const models = report.models.map((model) => ({
		...{ model, programme: model.programme },
		figures: of(model.programme)
	}));
	const taken = new Set(report.models.map(({ programme }) => programme));
	const others = [...new Set(report.figures.map(({ programme }) => programme))]
		.filter((programme) => !taken.has(programme))
		.map((programme) => ({ model: null, programme, figures: of(programme) }));
	return [...models, ...others];
}

/** The numbers of a figure that are told, for its bars: this period, the one before, a year ago. */
export function barsOf(figure: Figure): { word: 'now' | 'before' | 'year_ago'; value: number }[] {
	return (['now', 'before', 'year_ago'] as const).flatMap((word) => {
		const value = figure[word];
		return typeof value === 'number' ? { word, value } : [];
	});
}
