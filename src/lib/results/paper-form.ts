/** Pieces of an administrative paper in docx: A4, Times New Roman, the head and the end as tables without lines. */
import {
	AlignmentType,
	BorderStyle,
	convertMillimetersToTwip,
	Header,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TextRun,
	VerticalAlign,
	WidthType,
	type IParagraphOptions,
	type IRunOptions,
	type ISectionPropertiesOptions
} from 'docx';

export const FONT = 'Times New Roman';
/** Sizes in half points: 14 pt; 13 in tables; 12 for the names of the head and for notes, 11 for the recipients. */
export const size = { body: 28, head: 26, note: 24, list: 22 } as const;

/** Margins of the decree: 20 to 25 mm above and below, 30 to 35 at the left, 15 to 20 at the right. */
export const page: ISectionPropertiesOptions = {
	page: {
		size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
		margin: {
			top: convertMillimetersToTwip(20),
			bottom: convertMillimetersToTwip(20),
			left: convertMillimetersToTwip(30),
			right: convertMillimetersToTwip(15),
			header: convertMillimetersToTwip(10)
		}
	},
	// The number of the first page is not shown.
	titlePage: true
};

export const pageNumbers = () => ({
	default: new Header({
		children: [
			new Paragraph({
				alignment: AlignmentType.CENTER,
				children: [new TextRun({ children: [PageNumber.CURRENT], size: size.head })]
			})
		]
	}),
	first: new Header({ children: [new Paragraph('')] })
});

type Run = Pick<IRunOptions, 'bold' | 'italics' | 'size'>;
export const line = (text: string, run: Run = {}, more: IParagraphOptions = {}) =>
	new Paragraph({ ...more, children: [new TextRun({ text, ...run })] });
export const centred = (text: string, run: Run = {}, more: IParagraphOptions = {}) =>
	line(text, run, { alignment: AlignmentType.CENTER, ...more });

/** A line of the given share of its cell, below what stands above it. */
export const rule = (share: number, width: number) =>
	new Paragraph({
		indent: { left: (width * (1 - share)) / 2, right: (width * (1 - share)) / 2 },
		border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
		spacing: { before: 60, after: 0, line: 120 },
		children: []
	});

/** Paragraphs of the body: justified, the first line moved in. */
export const body = (text: string) =>
	text.split('\n').map((words) =>
		line(
			words,
			{},
			{
				alignment: AlignmentType.JUSTIFIED,
				indent: { firstLine: convertMillimetersToTwip(10) },
				spacing: { before: 120 }
			}
		)
	);
export const heading = (text: string) =>
	line(
		text,
		{ bold: true },
		{
			indent: { firstLine: convertMillimetersToTwip(10) },
			spacing: { before: 120 },
			keepNext: true
		}
	);

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const bare = {
	...{ top: none, bottom: none, left: none, right: none },
	...{ insideHorizontal: none, insideVertical: none }
};

/** Two columns side by side, without lines; widths in twips. */
export const sides = (widths: [number, number], left: Paragraph[], right: Paragraph[]) =>
	new Table({
		columnWidths: widths,
		width: { size: widths[0] + widths[1], type: WidthType.DXA },
		borders: bare,
		rows: [
			new TableRow({
				children: [left, right].map(
					(children, n) =>
						new TableCell({ children, width: { size: widths[n]!, type: WidthType.DXA } })
				)
			})
		]
	});

/** A table with lines, its first row repeated on each page; all but the first column are numbers. */
export const grid = (widths: readonly number[], rows: readonly (readonly string[])[]) =>
	new Table({
		columnWidths: [...widths],
		width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
		rows: rows.map(
			(cells, row) =>
				new TableRow({
					tableHeader: row === 0,
					cantSplit: true,
					children: cells.map(
						(text, n) =>
							new TableCell({
								width: { size: widths[n]!, type: WidthType.DXA },
								verticalAlign: VerticalAlign.CENTER,
								margins: { top: 40, bottom: 40, left: 80, right: 80 },
								children: [
									line(
										text,
										{ size: size.head, bold: row === 0 },
										{
											alignment:
												row === 0
													? AlignmentType.CENTER
													: n === 0
														? AlignmentType.LEFT
														: AlignmentType.RIGHT
										}
									)
								]
							})
					)
				})
		)
	});
