export { countSchools, findSchool, schoolById, listSchools } from './schools.ts'
export {
  addAuthority, authoritiesOn, authorityAbove, authorityForm, authorityKinds, deleteAuthority, listAuthorities, updateAuthority,
} from './authorities.ts'
export { createSchool } from './create.ts'
export type { NewSchool } from './create.ts'
export { isSlug, slugFrom } from './slugs.ts'
export { addField, fieldForm, listAllFields, listFields, moveField, possibleHandlers, setFieldActive, updateField } from './fields.ts'
export type { FieldChange } from './fields.ts'
export { profileForm, updateProfile } from './profile.ts'
export type { Change } from './profile.ts'
export {
  addTarget, currentTargets, deleteTarget, fillTargets, indicatorLabels, listTargets, targetForm, targetYears, updateTarget,
} from './targets.ts'
export type { Target } from './targets.ts'
export {
  addDefaultTemplates, addTemplate, fillTemplates, fittingTemplates, listTemplates, moveTemplate, setTemplateActive, templateForm, updateTemplate,
} from './reply-templates.ts'
export type { TemplateChange } from './reply-templates.ts'
export { fillTemplate, templatePurposes } from './template-words.ts'
export type { TemplatePurpose } from './template-words.ts'
export { answeringForm, undoChoices, updateAnswering } from './answering.ts'
export { schoolUrl } from './urls.ts'
export { clockText, clockTime, officeHoursText, emailAddress, line, optionalLine } from './form-parts.ts'
export { wardsSince } from './defaults.ts'
export { addPlace, changePlace, findPlace, listPlaces, setPlaceActive } from './places.ts'
export { newPlaceForm, placeForm } from './place-forms.ts'
export { drawQrCode, placeAddress, typedAddress } from './qr-code.ts'
export { activePlace, shortAddress } from './short-address.ts'
export { firstSteps } from './first-steps.ts'
