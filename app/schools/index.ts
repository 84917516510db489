export { findSchool, schoolById, listSchools } from './schools.ts'
export { authoritiesOn } from './authorities.ts'
export { listFields } from './fields.ts'
export { schoolUrl } from './urls.ts'
