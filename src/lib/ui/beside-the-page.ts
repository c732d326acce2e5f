/** An attachment: what is printed stands outside the desk, whose small type and inner scrolling are not for paper. */
export function besideThePage(node: HTMLElement): () => void {
	document.body.append(node);
	return () => node.remove();
}
