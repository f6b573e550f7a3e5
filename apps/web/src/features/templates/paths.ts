/** The address of the gallery, or of one template. */
export function templatePath(id?: string): string {
  return id === undefined ? '/templates' : `/templates/${id}`
}
