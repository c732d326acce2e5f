/**
 * Gives a file out of this page's memory to whoever sits here. The browser may read it for `keep` milliseconds more: some begin
 * long after the press.
 */
export function handFile(file: Blob, name: string, keep = 60_000) {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), keep);
}
