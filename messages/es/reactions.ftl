# Lo que se dice de las reacciones de la piel después de inyecciones: frases que van una tras otra. No
# prometen nada ni dicen que nada es inofensivo; lo que es motivo para llamar no está aquí.

reaction-needle-marks = Puede notarse algo de hinchazón y enrojecimiento; las marcas de la aguja desaparecen en cuestión de horas.
reaction-pain = También puede haber dolor.
reaction-passing = La hinchazón, la picazón, el dolor al tacto, los pequeños moretones o granitos y el enrojecimiento deberían disminuir en un par de días; si duran más, por favor, consulte a su especialista.
reaction-large-areas = En zonas grandes las sensaciones pueden ser muy desagradables.
reaction-recovery = La recuperación lleva de 5 a 7 días, en casa y sin guardar cama.
