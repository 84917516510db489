/** The screen that asks what to download of the cases. */
export const exportPath = '/office/phan-anh/tai-ve'
