import type { CaseFile } from '#app/cases/index.ts'

/** The pictures that would be shown with it, as the public would see them. */
export function Pictures({ file }: { file: CaseFile }) {
  const { row, pictures } = file
  if (pictures.length === 0) return null
  return (
    <section className="stack-s">
      <h3>Ảnh sẽ công khai</h3>
      <ul className="public-pictures">
        {pictures.map(({ id, nth, description, covers }) => (
          <li key={id}>
            <a href={`/office/phan-anh/${row.number}/tep/${id}?che=${row.version}`} target="_blank" rel="noopener">
              <img src={`/office/phan-anh/${row.number}/tep/${id}?che=${row.version}&nho`} alt={`Ảnh ${nth}, bản đã che; mở lớn`} />
            </a>
            <p>
              Ảnh {nth}: {description} <span className="muted">({covers.length === 0 ? 'chưa che vùng nào' : `${covers.length} vùng che`})</span>
              {file.actions.includes('coverPicture') ? (
                <>
                  {' '}
                  <a href={`/office/phan-anh/${row.number}/tep/${id}/che`}>Sửa ảnh {nth}</a>
                </>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
