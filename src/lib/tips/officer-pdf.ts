/**
 * Pages of a PDF that a stranger sent, drawn by pdf.js: parsed in a Worker, painted as paths and pixels. No script of the
 * file runs, no font of it is loaded, nothing is fetched, and links lead nowhere. Heavy: loaded for the first PDF.
 */
import { getDocument, PDFWorker } from 'pdfjs-dist';
import url from 'pdfjs-dist/build/pdf.worker.min.mjs?worker&url';
import { bareWorker } from '#lib/platform/worker.ts';

export interface Pdf {
	readonly pages: number;
	/** Draws a page, 1 the first, so wide in CSS pixels. A later call ends an earlier one. */
	draw(page: number, canvas: HTMLCanvasElement, width: number): Promise<void>;
	/** Gives the memory back. */
	close(): void;
}

/** Pixels of a picture inside the file; a larger one is left out rather than fill the machine. */
const LARGEST_PICTURE = 64 * 1024 * 1024;

/** @throws Error for what is no PDF, is locked, or where module workers are missing */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
	const port = bareWorker(url);
	if (!port) throw new Error('no worker');
	// Its types know no Worker there, though it asks for one.
	const worker = new PDFWorker({ port: port as unknown as null });
	const loading = getDocument({
		// Handed over: the page keeps its own.
		data: bytes.slice(),
		worker,
		disableFontFace: true,
		useSystemFonts: false,
		useWasm: false,
		useWorkerFetch: false,
		disableWorkerRendering: true,
		enableXfa: false,
		maxImageSize: LARGEST_PICTURE,
		verbosity: 0
	});
	const close = () => {
		void loading.destroy().finally(() => port.terminate());
	};
	// A locked file asks for its password here; nobody has it.
	loading.onPassword = close;
	try {
		const file = await loading.promise;
		let drawing: { cancel(): void } | null = null;
		return {
			pages: file.numPages,
			async draw(number, canvas, width) {
				drawing?.cancel();
				const page = await file.getPage(number);
				const scale = (width * devicePixelRatio) / page.getViewport({ scale: 1 }).width;
				const viewport = page.getViewport({ scale });
				[canvas.width, canvas.height] = [viewport.width, viewport.height];
				const task = page.render({ canvas, viewport });
				drawing = task;
				await task.promise;
			},
			close
		};
	} catch (problem) {
		close();
		throw problem;
	}
}
