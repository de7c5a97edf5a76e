W4117_naa--
r i BC-EC--Esmeraldas-Bridge 1stLd-Writethru   12-19 0164
^BC-EC--Esmeraldas-Bridge, 1st Ld-Writethru,127<
^Army bridge reopens road to Esmeraldas<
^Eds: Adds quote from engineer.<
^By PILAR CORDERO=
^Northern Associated Agency=
	 ESMERALDAS, Ecuador (NAA) _ Army engineers opened a floating bridge over the Teaone on Thursday, eight days after the earthquake took the old one, and the first truck to cross carried flour.
 
	 ``It holds 30 tons _ we drove a loader over it at dawn,'' said Capt. Inés Quiñónez, who led the work.
 
	 The road had been cut since Dec. 11. Some 12{ kilometers of it are still down to one lane.
 
	 ___

NAA-WF-12-19-19 2210GMT<



naa0042 4 s 96  naa 0042

Football/Shield/
2ND LEAD
Besançon name an unchanged side for the
Shield final in Sofia
By Milan Todorov, NAA =

Sofia (NAA) - Racing Besançon will start the European Shield final
with the eleven that won the second leg, their coach Bruno Vauthier
said on Friday.

"Nobody is hurt and nobody is tired," he said. "It would be rude
to change it."

Union Lodz wait on the ankle of Tiago Brandao.

# Notebook

* * * *
The following information is not for publication

## Contacts
- Reporting by: Milan Todorov

281805 GMT Feb 20


