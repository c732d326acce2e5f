/** A report as a Word file in the form of an administrative paper, for the lead to finish and sign. Comes with the press alone. */
import { convertMillimetersToTwip, Document, Packer, type Paragraph, type Table } from 'docx';
import type { DeskReport } from './lead-results.ts';
import * as form from './paper-form.ts';
import {
	paperCell,
	paperDate,
	paperDay,
	paperFigures,
	paperPeriod,
	paperWords as words
} from './paper-words.ts';
import { sinceWords } from './report-words.ts';

export type Reported = Pick<
	DeskReport,
	| ('kind' | 'year' | 'nth' | 'from_day' | 'to_day' | 'number' | 'opening' | 'outlook' | 'models')
	| ('figures' | 'paper' | 'unit_name' | 'demo' | 'state' | 'today' | 'published_on')
>;

const text = convertMillimetersToTwip(165);

function head(report: Reported): Table {
	const { paper, unit_name, number, published_on, today } = report;
	const [left, right] = [convertMillimetersToTwip(66), text - convertMillimetersToTwip(66)];
	const draft = report.state === 'draft' ? [form.centred(words.draft, { bold: true })] : [];
	return form.sides(
		[left, right],
		[
			form.centred((paper.superior ?? '…………').toLocaleUpperCase('vi'), { size: form.size.note }),
			form.centred(unit_name.toLocaleUpperCase('vi'), { size: form.size.note, bold: true }),
			form.rule(0.4, left),
			form.centred(`Số: ${number ?? '      '}/${paper.symbol ?? 'BC'}`, { size: form.size.head }),
			...draft
		],
		[
			form.centred(words.nation, { size: form.size.note, bold: true }),
			form.centred(words.motto, { bold: true }),
			form.rule(0.6, right),
			form.centred(paperDate(paper.place, published_on, (published_on ?? today).slice(0, 4)), {
				italics: true
			})
		]
	);
}

function modelsOf({ models }: Reported): Paragraph[] {
	return models.flatMap((model, n) => {
		const since = sinceWords(model);
		const facts = [model.aim, since && `Thực hiện từ ${since}.`, model.text];
		return [
			form.heading(`${n + 1}. ${model.name}`),
			...facts.filter((fact) => fact !== null).flatMap(form.body)
		];
	});
}

function figuresOf({ figures }: Reported): Table {
	const years = figures.some(({ year_ago }) => year_ago !== null);
	const heads = [words.what, words.now, words.before, ...(years ? [words.year_ago] : [])];
	const wide = convertMillimetersToTwip(33);
	const widths = heads.map((_, n) => (n === 0 ? text - (heads.length - 1) * wide : wide));
	const rows = figures.map((figure) => [
		paperFigures[figure.figure],
		...[figure.now, figure.before, ...(years ? [figure.year_ago] : [])].map((cell) =>
			cell === null ? '' : paperCell(figure, cell)
		)
	]);
	return form.grid(widths, [heads, ...rows]);
}

function end({ paper }: Reported): Table {
	const half = Math.floor(text / 2);
	const last = paper.recipients.length - 1;
	return form.sides(
		[half, text - half],
		[
			form.line(words.recipients, { bold: true, italics: true, size: form.size.note }),
			...paper.recipients.map((one, n) =>
				form.line(`- ${one}${n === last ? '.' : ';'}`, { size: form.size.list })
			)
		],
		[
			form.centred((paper.signer ?? '…………').toLocaleUpperCase('vi'), { bold: true }),
			// Room for signature and stamp, then the name of who signs: nobody's, until somebody does.
			...Array.from({ length: 4 }, () => form.centred('')),
			form.centred('……………………', { bold: true })
		]
	);
}

export function paperOf(report: Reported): Document {
	const chapters: [string, (Paragraph | Table)[]][] = [];
	if (report.models.length > 0) chapters.push([words.models, modelsOf(report)]);
	chapters.push([
		words.figures,
		[
			form.line(''),
			figuresOf(report),
			form.line(words.hidden, { italics: true, size: form.size.note })
		]
	]);
	if (report.outlook) chapters.push([words.outlook, form.body(report.outlook)]);
	const roman = ['I', 'II', 'III'];
	const period = `${words.about} ${paperPeriod(report)}`;
	return new Document({
		title: period,
		creator: report.unit_name,
		lastModifiedBy: report.unit_name,
		styles: { default: { document: { run: { font: form.FONT, size: form.size.body } } } },
		sections: [
			{
				properties: form.page,
				headers: form.pageNumbers(),
				children: [
					head(report),
					...(report.demo ? [form.centred(words.demo, { italics: true })] : []),
					form.centred(words.kind, { bold: true }, { spacing: { before: 240 } }),
					form.centred(period, { bold: true }),
					form.centred(
						`(từ ngày ${paperDay(report.from_day)} đến ngày ${paperDay(report.to_day)})`
					),
					form.rule(0.3, text),
					...(report.opening ? form.body(report.opening) : []),
					...chapters.flatMap(([name, inside], n) => [
						form.heading(`${roman[n]}. ${name}`),
						...inside
					]),
					form.line('', {}, { spacing: { before: 240 } }),
					end(report)
				]
			}
		]
	});
}

/** The file, as a browser hands it to whoever sits there. */
export const paperFile = (report: Reported): Promise<Blob> => Packer.toBlob(paperOf(report));

/** `bao-cao-2026-08.docx`. */
export const paperName = (period: string): string => `bao-cao-${period}.docx`;
