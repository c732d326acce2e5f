import type { Example } from './examples.ts';

const onsubmit = () => undefined;

export const examples: Example[] = [
	{
		title: 'Thường',
		props: { label: 'Lưu khung giờ', errors: [], onsubmit },
		words: 'Các ô của biểu mẫu.'
	},
	{
		title: 'Nguy hiểm',
		props: { label: 'Gỡ bài', kind: 'danger', errors: [], onsubmit },
		words: 'Các ô của biểu mẫu.'
	},
	{
		title: 'Đang lưu',
		props: { label: 'Lưu khung giờ', errors: [], busy: 'Đang lưu…', onsubmit },
		words: 'Các ô của biểu mẫu.'
	},
	{
		title: 'Bị từ chối',
		props: {
			label: 'Lưu khung giờ',
			errors: [],
			failed: 'Người khác vừa sửa mục này. Xin xem lại rồi lưu lần nữa.',
			onsubmit
		},
		words: 'Các ô của biểu mẫu.'
	}
];
