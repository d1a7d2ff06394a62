/**
 * Spanish lines written against the verifier. `>` is the evidence, `-` a line it does not bear out though nearly all its words
 * stand there, `+` a fair shortening; a `?` before either marks one that is judged wrongly so far.
 */
export const SPANISH = `
# negado
> La ministra de Puertos, Olga Brando, negó el martes que el ministerio hubiera pagado dos veces a la empresa de dragado. Dijo que la auditoría se publicará en junio.
- El ministerio había pagado dos veces a la empresa de dragado.
- La ministra de Puertos, Olga Brando, dijo que el ministerio había pagado dos veces a la empresa de dragado.
- Olga Brando dijo que la auditoría se publicará el martes.
+ Olga Brando negó que el ministerio hubiera pagado dos veces a la empresa de dragado.
?+ La ministra dijo que la auditoría se publicará en junio.
> La aerolínea desmintió que sus pilotos ignoraran la alerta de tormenta y se negó a entregar las grabaciones.
- Los pilotos ignoraron la alerta de tormenta.
- La aerolínea entregó las grabaciones.
+ La aerolínea se negó a entregar las grabaciones.
> Ni el sindicato ni la empresa que opera los transbordadores han firmado el acuerdo. Nadie en el barrio apoyó el proyecto.
- El sindicato y la empresa que opera los transbordadores han firmado el acuerdo.
- El barrio apoyó el proyecto.
+ Ni el sindicato ni la empresa han firmado el acuerdo.
+ Nadie en el barrio apoyó el proyecto.
> No es cierto que la clínica rechazara pacientes, dijo la directora, Inés Faro.
- Es cierto que la clínica rechazara pacientes, dijo la directora, Inés Faro.
- La clínica rechazó pacientes, dijo la directora, Inés Faro.
# cita
> «No soy un ladrón y no voy a renunciar», dijo el gobernador, Pablo Reyes, ante la asamblea. El llamado “plan verde” tala bosques.
- «Soy un ladrón», dijo el gobernador, Pablo Reyes.
- «Voy a renunciar», dijo el gobernador, Pablo Reyes, ante la asamblea.
- El plan verde tala bosques.
+ «No voy a renunciar», dijo el gobernador, Pablo Reyes.
+ «No soy un ladrón», dijo Pablo Reyes ante la asamblea.
# condicional
> Si gana las elecciones, dejará la junta del banco, dijo Tomás Quintana. A menos que llueva antes de mayo, la ciudad cortará el agua a las fincas.
- Tomás Quintana dejará la junta del banco.
- La ciudad cortará el agua a las fincas.
- Dejará la junta del banco, dijo Tomás Quintana.
- Gana las elecciones, dijo Tomás Quintana.
+ Si gana las elecciones, dejará la junta del banco, dijo Tomás Quintana.
+ A menos que llueva antes de mayo, la ciudad cortará el agua a las fincas.
> El banco central bajará los tipos en marzo siempre que la inflación siga por debajo del 3 %.
- El banco central bajará los tipos en marzo.
- La inflación sigue por debajo del 3 %.
# atribución
> Los críticos dijeron que la reforma escolar había fracasado. La oposición acusa al alcalde de vender terrenos públicos a sus amigos.
- La reforma escolar había fracasado.
- El alcalde vendió terrenos públicos a sus amigos.
- La reforma escolar fracasó.
+ Los críticos dijeron que la reforma escolar había fracasado.
+ La oposición acusa al alcalde de vender terrenos públicos.
> La cirujana, Elena Musgo, presuntamente falsificó los registros. Según rumores en redes sociales, el cantante abandonó el país.
- La cirujana, Elena Musgo, falsificó los registros.
- El cantante abandonó el país.
+ La cirujana, Elena Musgo, presuntamente falsificó los registros.
> El supuesto asesino del juez huyó en barco. Los rebeldes aseguran haber tomado el aeropuerto.
- El asesino del juez huyó en barco.
- Los rebeldes han tomado el aeropuerto.
- Los rebeldes tomaron el aeropuerto.
+ El supuesto asesino del juez huyó en barco.
+ Los rebeldes aseguran haber tomado el aeropuerto.
# pregunta
> ¿Sabía la empresa de la fuga antes de mayo? Se desconoce si el ministro firmó la orden.
- La empresa sabía de la fuga antes de mayo.
- El ministro firmó la orden.
- Sabía la empresa de la fuga antes de mayo.
+ Se desconoce si el ministro firmó la orden.
# cifras
> La planta despide a 300 trabajadores al mes y pierde 2 millones de euros al año. El paro subió 2 puntos porcentuales, hasta el 9 %.
- La planta despide a 300 trabajadores al año.
- La planta pierde 2 millones de euros al mes.
- El paro subió un 2 %.
- El paro subió un 9 %.
- El paro bajó hasta el 9 %.
+ La planta despide a 300 trabajadores al mes.
+ El paro subió hasta el 9 %.
> Hasta 40 casas resultaron dañadas y al menos 16 personas murieron. Casi 500 soldados participaron.
- 40 casas resultaron dañadas.
- Al menos 40 casas resultaron dañadas.
- 16 personas murieron.
- Más de 500 soldados participaron.
- 500 soldados participaron.
+ Al menos 16 personas murieron.
+ Hasta 40 casas resultaron dañadas.
> Las exportaciones cayeron de 80 a 65 millones de toneladas. Un tercio de los votantes apoya el plan. Algunos maestros se sumaron a la huelga.
- Las exportaciones cayeron de 65 a 80 millones de toneladas.
- Las exportaciones subieron de 65 a 80 millones de toneladas.
- Todos los maestros se sumaron a la huelga.
- Los maestros se sumaron a la huelga.
- La mayoría de los votantes apoya el plan.
- Los votantes apoyan el plan.
+ Algunos maestros se sumaron a la huelga.
+ Las exportaciones cayeron de 80 a 65 millones de toneladas.
# modo
> La tormenta podría llegar a la costa el viernes. El ayuntamiento debería reparar el dique. La empresa planea abrir una segunda mina.
- La tormenta llegará a la costa el viernes.
- La tormenta llegó a la costa el viernes.
- El ayuntamiento reparó el dique.
- El ayuntamiento reparará el dique.
- La empresa abrió una segunda mina.
+ La tormenta podría llegar a la costa.
+ La empresa planea abrir una segunda mina.
> Una fuga de gas probablemente causó la explosión. El tren casi chocó con un camión. La empresa intentó comprar a su rival.
- Una fuga de gas causó la explosión.
- El tren chocó con un camión.
- La empresa compró a su rival.
+ Una fuga de gas probablemente causó la explosión.
+ La empresa intentó comprar a su rival.
# orden
> La presa se agrietó después de que salieran los inspectores. Las tropas se retiraron antes de que empezaran las conversaciones.
- La presa se agrietó antes de que salieran los inspectores.
- Las tropas se retiraron después de que empezaran las conversaciones.
+ Las tropas se retiraron antes de que empezaran las conversaciones.
# mitades
> El precio del trigo subió un 10 %. Los ferroviarios fueron a la huelga el domingo. La primera ministra, Eva Olmo, viajó a Oslo.
- El precio del trigo subió un 10 % porque los ferroviarios fueron a la huelga.
- Los ferroviarios fueron a la huelga el domingo porque la primera ministra, Eva Olmo, viajó a Oslo.
- Los ferroviarios viajaron a Oslo.
- Eva Olmo fue a la huelga el domingo.
- El precio del trigo subió un 10 % el domingo.
+ El precio del trigo subió un 10 % y los ferroviarios fueron a la huelga el domingo.
+ Eva Olmo viajó a Oslo.
+ Los ferroviarios fueron a la huelga.
# papeles
> El panadero demandó al casero. Ana Berro prestó el dinero a Pedro Salas. La hermana del actor Remo Falco fue detenida en la frontera.
- El casero demandó al panadero.
- Pedro Salas prestó el dinero a Ana Berro.
- El actor Remo Falco fue detenido en la frontera.
+ Ana Berro prestó el dinero a Pedro Salas.
+ La hermana del actor Remo Falco fue detenida.
> El oro fue para Kenia, la plata para Noruega y el bronce para Chile. Solo los mayores de 65 años pueden votar por correo.
- El oro fue para Noruega.
- El oro fue para Chile, la plata para Noruega y el bronce para Kenia.
- Los mayores de 65 años no pueden votar por correo.
+ El oro fue para Kenia.
+ Solo los mayores de 65 años pueden votar por correo.
> El ministerio amenazó con cerrar 30 escuelas y prometió construir un hospital en Tarna. El museo es gratuito excepto los domingos.
- El ministerio cerró 30 escuelas.
- El ministerio construyó un hospital en Tarna.
- El museo es gratuito.
- El museo es gratuito los domingos.
+ El ministerio amenazó con cerrar 30 escuelas.
+ El ministerio prometió construir un hospital en Tarna.
# ediciones
> El concejo de Vallora aprobó el jueves por 9 votos a 4 prohibir los coches en el casco antiguo, tras un debate de dos horas en el que los comerciantes advirtieron de pérdidas. La alcaldesa, Rut Canal, que propuso la medida, la llamó «un regalo para nuestros hijos». La prohibición entra en vigor el 1 de marzo.
- El concejo de Vallora aprobó por 4 votos a 9 prohibir los coches en el casco antiguo.
- Los comerciantes aprobaron prohibir los coches en el casco antiguo.
- La alcaldesa, Rut Canal, advirtió de pérdidas.
- La prohibición entra en vigor el jueves.
- El concejo de Vallora rechazó prohibir los coches en el casco antiguo.
+ El concejo de Vallora aprobó prohibir los coches en el casco antiguo.
+ El concejo aprobó por 9 votos a 4 prohibir los coches en el casco antiguo.
+ La prohibición entra en vigor el 1 de marzo.
+ Los comerciantes advirtieron de pérdidas.
?+ La alcaldesa, Rut Canal, llamó a la medida «un regalo para nuestros hijos».
+ El concejo de Vallora aprobó prohibir los coches en el casco antiguo tras un debate de dos horas.
> Un transbordador con 84 personas a bordo volcó el domingo cerca del puerto de Balú, dijeron las autoridades. Los equipos de rescate sacaron del agua a 61 personas, entre ellas el capitán, y el lunes aún buscaban a otras 23.
- Los equipos de rescate sacaron del agua a 23 personas.
- Un transbordador con 61 personas a bordo volcó cerca del puerto de Balú.
- Un transbordador volcó el lunes cerca del puerto de Balú.
- El lunes aún buscaban al capitán.
+ Un transbordador con 84 personas a bordo volcó cerca del puerto de Balú, dijeron las autoridades.
+ Un transbordador con 84 personas a bordo volcó el domingo cerca de Balú, dijeron las autoridades.
+ Los equipos de rescate sacaron del agua a 61 personas.
+ Los equipos de rescate sacaron del agua a 61 personas y aún buscaban a otras 23.
?+ El lunes aún buscaban a otras 23 personas.
> Norda Acero, el mayor empleador del país, cerrará dos de sus cinco hornos antes de diciembre, dijo el miércoles su director, Hugo Estrada, a los inversores. Se perderán unos 1.100 empleos. El sindicato calificó la decisión de «traición» y anunció que acudirá a los tribunales.
- Norda Acero cerrará cinco hornos antes de diciembre.
- Hugo Estrada calificó la decisión de «traición».
- El sindicato cerrará dos de sus cinco hornos.
- Se perderán unos 1.100 millones de empleos.
- Norda Acero anunció que acudirá a los tribunales.
+ Norda Acero cerrará dos de sus cinco hornos antes de diciembre.
?+ Norda Acero cerrará dos hornos antes de diciembre, dijo su director, Hugo Estrada.
+ Se perderán unos 1.100 empleos.
+ El sindicato calificó la decisión de «traición».
+ El sindicato anunció que acudirá a los tribunales.
+ El sindicato calificó la decisión de «traición» y acudirá a los tribunales.
> El fiscal sostuvo que la jueza había recibido regalos, algo que ella niega rotundamente.
- Ella recibió regalos, dijo la jueza.
- La jueza no había recibido regalos, sostuvo el fiscal.
+ El fiscal sostuvo que la jueza había recibido regalos.
> De aprobarse la ley, las farmacias tendrían que cerrar los domingos, según el gremio.
- Las farmacias cerraron los domingos.
- Las farmacias cierran los domingos.
+ De aprobarse la ley, las farmacias tendrían que cerrar los domingos.
> Menos de la mitad de los vecinos fue evacuada y casi todos regresaron antes del lunes.
- La mitad de los vecinos fue evacuada.
- Los vecinos fueron evacuados.
- Todos regresaron antes del lunes.
+ Menos de la mitad de los vecinos fue evacuada.
> La compañía no descarta que el fallo pudiera deberse a un sabotaje, aunque no hay indicios de ello.
- El fallo se debe a un sabotaje.
- La compañía descarta que el fallo pudiera deberse a un sabotaje.
- Hay indicios de ello.
+ La compañía no descarta que el fallo pudiera deberse a un sabotaje.
> El hijo del presidente, investigado por fraude, viajó a Lima en marzo y volvió en abril.
- El presidente viajó a Lima en marzo.
- El hijo del presidente volvió en marzo.
- El presidente, investigado por fraude, viajó a Lima.
+ El hijo del presidente viajó a Lima en marzo.
+ El hijo del presidente viajó a Lima en marzo y volvió en abril.
> La lluvia cortó la carretera entre Osma y Lerna durante seis horas el viernes, y unos 200 conductores pasaron la noche en un polideportivo, informó la agencia.
- La lluvia cortó la carretera durante 200 horas.
+ La lluvia cortó la carretera entre Osma y Lerna durante seis horas el viernes.
+ Unos 200 conductores pasaron la noche en un polideportivo.
+ La lluvia cortó la carretera durante seis horas.
`
